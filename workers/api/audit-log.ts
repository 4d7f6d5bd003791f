import { Hono } from 'hono'
import { AuditQuery, type AuditPage } from '#schema/contract/audit.ts'
import { chainStart } from '#schema/contract/audit-chain.ts'
import { fail } from '#schema/contract/failure.ts'
import {
  AUDIT_ROWS_A_PAGE,
  getAuditRow,
  listAuditRows,
  listAuditRowsAfter,
  listAuditRowsBySeq,
} from '#schema/queries/audit-rows.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { askerOf } from '#workers/auth/asker.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { AuditExportQuery, exportAudit } from './audit-export.ts'
import { query } from './parse.ts'

export const auditLog = new Hono<GuildEnv>()
  .get('/', guildAccess('admin'), query(AuditQuery), async (c) => {
    return c.json(await pageOf(c.env, c.var, c.req.valid('query')), 200)
  })
  .get('/export', guildAccess('admin'), query(AuditExportQuery), async (c) => {
    const { guildId, shard } = c.var
    return exportAudit(c.env, { guildId, shard, asker: askerOf(c), asked: c.req.valid('query') })
  })
  .get('/:seq', guildAccess('admin'), async (c) => {
    const text = c.req.param('seq')
    const seq = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
    const row = await getAuditRow(guildDb(c.env, c.var.shard), c.var.guildId, seq)
    return row ? c.json(row, 200) : refuse(c, fail('no_such_audit_row', { seq: seq || '?' }))
  })

/** The whole log is read from D1 by key; any mix of filters is found by the guild's object, and read from the record. */
async function pageOf(
  env: Env,
  { guildId, shard }: { guildId: string; shard: number },
  asked: AuditQuery,
): Promise<AuditPage> {
  const db = guildDb(env, shard)
  const { before, after, ...filter } = asked
  if (Object.values(filter).some((value) => value !== undefined && value !== '')) {
    const found = await callGuild(env, guildId, (guild) => guild.findAuditRows(asked, AUDIT_ROWS_A_PAGE))
    const { seqs, next, head } = found
    return { rows: await listAuditRowsBySeq(db, guildId, seqs), next, head }
  }
  const limit = AUDIT_ROWS_A_PAGE + 1
  const [{ head }, found] = await Promise.all([
    callGuild(env, guildId, (guild) => guild.auditEnds()),
    after === undefined
      ? listAuditRows(db, guildId, { before, limit })
      : listAuditRowsAfter(db, guildId, { after, limit }),
  ])
  const rows = found.slice(0, AUDIT_ROWS_A_PAGE)
  const next = found.length > AUDIT_ROWS_A_PAGE ? (rows.at(-1)?.seq ?? null) : null
  return { rows: after === undefined ? rows : rows.toReversed(), next, head: head.seq === chainStart.seq ? null : head }
}
