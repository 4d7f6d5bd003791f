import { Hono } from 'hono'
import { CaseChange } from '#schema/contract/case-change.ts'
import type { CasePage } from '#schema/contract/case.ts'
import { CaseQuery } from '#schema/contract/case-query.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { CASES_A_PAGE, getCase, listCases, listCasesByNumber, listCasesOfTarget } from '#schema/queries/cases.ts'
import { guildDb, type Db } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { noSuchCase, numberOf } from './case-number.ts'
import { body, query } from './parse.ts'
import { workerOf } from './worker-of.ts'

export const cases = new Hono<GuildEnv>()
  .get('/', guildAccess('viewer'), query(CaseQuery), async (c) => {
    const asked = c.req.valid('query')
    const db = guildDb(c.env, c.var.shard)
    const page = (await listPlainly(db, c.var.guildId, asked)) ?? (await find(c.env, db, c.var.guildId, asked))
    return c.json(page, 200)
  })
  .get('/:number', guildAccess('viewer'), async (c) => {
    const number = numberOf(c.req.param('number'))
    const found = number === null ? undefined : await getCase(guildDb(c.env, c.var.shard), c.var.guildId, number)
    return found ? c.json(found, 200) : refuse(c, noSuchCase(c.req.param('number')))
  })
  .patch('/:number', guildAccess('moderator'), body(CaseChange), async (c) => {
    const number = numberOf(c.req.param('number'))
    if (number === null) return refuse(c, noSuchCase(c.req.param('number')))
    const change = c.req.valid('json')
    const by = workerOf(c)
    const changed = await callGuild(c.env, c.var.guildId, (guild) => guild.changeCase(number, change, by))
    return changed.ok ? c.json(changed.case, 200) : refuse(c, changed)
  })

/** The whole list, and one person's, are read from D1 by key; null when more is asked than that. */
async function listPlainly(db: Db, guildId: string, asked: CaseQuery): Promise<CasePage | null> {
  const { before, target, q, ...others } = asked
  if (q || Object.values(others).some((value) => value !== undefined)) return null
  if (target && !Snowflake.safeParse(target).success) return null
  const limit = CASES_A_PAGE + 1
  const rows = target
    ? await listCasesOfTarget(db, guildId, target, { before, limit })
    : await listCases(db, guildId, { before, limit })
  const page = rows.slice(0, CASES_A_PAGE)
  return { cases: page, next: rows.length > CASES_A_PAGE ? (page.at(-1)?.number ?? null) : null }
}

/** Any other combination is found by the guild's object, and read from the record. */
async function find(env: Env, db: Db, guildId: string, asked: CaseQuery): Promise<CasePage> {
  const { numbers, next, partial } = await callGuild(env, guildId, (guild) => guild.findCases(asked))
  return { cases: await listCasesByNumber(db, guildId, numbers), next, ...(partial ? { partial } : {}) }
}
