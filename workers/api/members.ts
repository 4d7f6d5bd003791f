import { Hono } from 'hono'
import type { ActionKind, Person } from '#schema/contract/action.ts'
import type { CasePage } from '#schema/contract/case.ts'
import { fail } from '#schema/contract/failure.ts'
import { MemberQuery, type Member } from '#schema/contract/guild.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { CASES_A_PAGE, countCasesOfTarget, listCasesOfTarget } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { listMembers } from '#schema/queries/members.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { query } from './parse.ts'

/** One person's page: who they are now, and what was done to them here. */
export interface MemberHistory extends CasePage {
  person: Person
  /** null: not in the server */
  member: Member | null
  /** null: could not be told */
  banned: boolean | null
  /** cases that took effect, per kind */
  counts: Partial<Record<ActionKind, number>>
}

export const members = new Hono<GuildEnv>()
  .get('/', guildAccess('viewer'), query(MemberQuery), async (c) =>
    c.json(await listMembers(guildDb(c.env, c.var.shard), c.var.guildId, c.req.valid('query')), 200),
  )
  .get('/:user', guildAccess('viewer'), async (c) => {
    const id = Snowflake.safeParse(c.req.param('user'))
    if (!id.success) return refuse(c, fail('unknown_user'))
    const db = guildDb(c.env, c.var.shard)
    const [found, rows, counts] = await Promise.all([
      callGuild(c.env, c.var.guildId, (guild) => guild.member(id.data)),
      listCasesOfTarget(db, c.var.guildId, id.data, { limit: CASES_A_PAGE + 1 }),
      countCasesOfTarget(db, c.var.guildId, id.data),
    ])
    if (!found.ok) return refuse(c, found)
    const { person, member, banned } = found
    const cases = rows.slice(0, CASES_A_PAGE)
    const next = rows.length > CASES_A_PAGE ? (cases.at(-1)?.number ?? null) : null
    const history: MemberHistory = { person, member, banned, counts, cases, next }
    return c.json(history, 200)
  })
