import * as z from 'zod/mini'
import {
  AuditQuery,
  type Asker,
  type AuditExport,
  type AuditFilter,
  type AuditLink,
  type AuditRow,
} from '#schema/contract/audit.ts'
import { listAuditRowsAfter, listAuditRowsBySeq } from '#schema/queries/audit-rows.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { auditCsvLine, auditCsvTitles } from './audit-csv.ts'

const { before: _before, after: _after, ...filters } = AuditQuery.shape
export const AuditExportQuery = z.object({ ...filters, format: z.enum(['json', 'csv']) })

const CHUNK = 500

interface Wanted {
  guildId: string
  shard: number
  asker: Asker
  asked: z.infer<typeof AuditExportQuery>
}

/**
 * The log, or what a filter leaves of it, as a file, oldest first and read as it is sent. JSON has one row a line between its
 * first line (contract/audit.ts, AuditExport) and its last, so that it can be verified without being held whole.
 */
export async function exportAudit(env: Env, { guildId, shard, asker, asked }: Wanted): Promise<Response> {
  const { format, ...given } = asked
  const filter: AuditFilter = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  )
  const isWhole = Object.keys(filter).length === 0
  const [{ head, anchor }, state] = await Promise.all([
    callGuild(env, guildId, (guild) => guild.auditEnds()),
    callGuild(env, guildId, (guild) => guild.state()),
  ])
  const exportedAt = Date.now()
  await callGuild(env, guildId, (guild) =>
    guild.audit({
      category: 'export',
      type: 'export.audit_log',
      at: exportedAt,
      ...asker,
      target: { type: 'other', id: 'audit-log', name: 'Audit log' },
      before: null,
      after: { format, ...filter, lastRow: head.seq, lastHash: head.hash },
    }),
  )
  const rows = chunksOf(env, { guildId, shard, filter: isWhole ? null : filter, anchor, head })
  const first: AuditExport = {
    format: 'wardroom-audit-log',
    version: 1,
    guild: { id: guildId, name: state.ok ? state.name : guildId },
    exportedAt,
    exportedBy: asker.actor ?? { id: guildId, name: 'Wardroom' },
    filter: isWhole ? null : filter,
    anchor,
    head,
  }
  const day = new Date(exportedAt).toISOString().slice(0, 10)
  return new Response(toStream(format === 'csv' ? csvOf(rows) : jsonOf(first, rows)), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="audit-log-${guildId}-${day}.${format}"`,
    },
  })
}

/** Oldest first. Throws when rows go while they are read: an export is whole or it fails. */
async function* chunksOf(
  env: Env,
  {
    guildId,
    shard,
    filter,
    anchor,
    head,
  }: { guildId: string; shard: number; filter: AuditFilter | null; anchor: AuditLink; head: AuditLink },
): AsyncGenerator<AuditRow[]> {
  const db = guildDb(env, shard)
  for (let after: number | null = anchor.seq; after !== null && after < head.seq;) {
    const from: number = after
    if (filter) {
      const found = await callGuild(env, guildId, (guild) => guild.findAuditRows({ ...filter, after: from }, CHUNK))
      const rows = await listAuditRowsBySeq(db, guildId, found.seqs)
      yield rows.toReversed().filter((row) => row.seq <= head.seq)
      after = found.next
    } else {
      const rows = await listAuditRowsAfter(db, guildId, { after: from, upTo: head.seq, limit: CHUNK })
      if (rows[0]?.seq !== from + 1) throw new Error('rows were removed while they were exported')
      yield rows
      after = rows.at(-1)?.seq ?? null
    }
  }
}

async function* jsonOf(first: AuditExport, chunks: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  yield `${JSON.stringify(first).slice(0, -1)},"rows":[\n`
  let count = 0
  for await (const rows of chunks) {
    if (rows.length > 0) yield (count > 0 ? ',\n' : '') + rows.map((row) => JSON.stringify(row)).join(',\n')
    count += rows.length
  }
  yield `${count > 0 ? '\n' : ''}],"count":${count}}\n`
}

async function* csvOf(chunks: AsyncIterable<AuditRow[]>): AsyncGenerator<string> {
  yield auditCsvTitles
  for await (const rows of chunks) yield rows.map(auditCsvLine).join('')
}

function toStream(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const text = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(text.encode(value))
    },
    cancel: async () => void (await parts.return(undefined)),
  })
}
