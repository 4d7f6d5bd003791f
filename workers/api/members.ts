import { Hono } from 'hono'
import type { ActionKind, Person } from '#schema/contract/action.ts'
import type { CasePage } from '#schema/contract/case.ts'
import { fail } from '#schema/contract/failure.ts'
import { MemberCountRequest, MemberQuery, type Member, type MemberPage } from '#schema/contract/guild.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { isFiltering } from '#schema/contract/member-match.ts'
import { seatRank } from '#schema/contract/seat.ts'
import { TimelineQuery } from '#schema/contract/timeline.ts'
import { CASES_A_PAGE, countCasesOfTarget, listCasesOfTarget } from '#schema/queries/cases.ts'
import { guildDb, type Db } from '#schema/queries/guild-db.ts'
import { listMemberMessages } from '#schema/queries/member-events.ts'
import {
  getMember,
  listListedMembers,
  listMembersByJoining,
  listMembersByName,
  searchMembers,
} from '#schema/queries/members.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { mergeDays, readTimeline } from './member-timeline.ts'
import { body, query } from './parse.ts'

/** So many days of messages are shown beside a person. */
const DAYS = 30

/** One person's page: who they are now, and what was done to them here. */
export interface MemberHistory extends CasePage {
  person: Person
  /** null: not in the server */
  member: Member | null
  /** null: could not be told */
  banned: boolean | null
  /** cases that took effect, per kind */
  counts: Partial<Record<ActionKind, number>>
  /** of how many of their newest cases; null: of all */
  countsOf: number | null
  /** how many messages they wrote on days (UTC ms of their start) of the last month, newest first */
  messages: { day: number; count: number }[]
}

export const members = new Hono<GuildEnv>()
  .get('/', guildAccess('viewer'), query(MemberQuery), async (c) => {
    const asked = c.req.valid('query')
    const db = guildDb(c.env, c.var.shard)
    const page = (await listPlainly(db, c.var.guildId, asked)) ?? (await find(c.env, db, c.var.guildId, asked))
    return c.json(page, 200)
  })
  .post('/count', guildAccess('viewer'), body(MemberCountRequest), async (c) => {
    const { filters } = c.req.valid('json')
    const counts = await callGuild(c.env, c.var.guildId, (guild) => guild.countMembers(filters))
    return c.json({ counts }, 200)
  })
  .get('/:user', guildAccess('viewer'), async (c) => {
    const id = Snowflake.safeParse(c.req.param('user'))
    if (!id.success) return refuse(c, fail('unknown_user'))
    const db = guildDb(c.env, c.var.shard)
    const [found, rows, kinds, days, counted] = await Promise.all([
      callGuild(c.env, c.var.guildId, (guild) => guild.member(id.data)),
      listCasesOfTarget(db, c.var.guildId, id.data, { limit: CASES_A_PAGE + 1 }),
      countCasesOfTarget(db, c.var.guildId, id.data),
      listMemberMessages(db, c.var.guildId, id.data, { limit: DAYS }),
      callGuild(c.env, c.var.guildId, (guild) => guild.messagesOf(id.data)),
    ])
    if (!found.ok) return refuse(c, found)
    const { person, member, banned } = found
    const cases = rows.slice(0, CASES_A_PAGE)
    const next = rows.length > CASES_A_PAGE ? (cases.at(-1)?.number ?? null) : null
    const messages = mergeDays(days, counted).slice(0, DAYS)
    const history: MemberHistory = { person, member, banned, ...kinds, cases, next, messages }
    return c.json(history, 200)
  })
  .get('/:user/timeline', guildAccess('viewer'), query(TimelineQuery), async (c) => {
    const id = Snowflake.safeParse(c.req.param('user'))
    if (!id.success) return refuse(c, fail('unknown_user'))
    const { guildId, shard } = c.var
    const db = guildDb(c.env, shard)
    const [known, counted] = await Promise.all([
      getMember(db, guildId, id.data),
      callGuild(c.env, guildId, (guild) => guild.messagesOf(id.data)),
    ])
    const seesReports = seatRank[c.var.access.level] >= seatRank.moderator
    const asked = { ...c.req.valid('query'), guildId, userId: id.data, seesReports, counted, known }
    return c.json(await readTimeline(db, asked), 200)
  })

/** Everyone, by joining or name, and one person by id, are read from D1 by key; null when more is asked than that. */
async function listPlainly(db: Db, guildId: string, asked: MemberQuery): Promise<MemberPage | null> {
  const { q, order = 'joined', after, ...filter } = asked
  const whole = { total: null, searched: null }
  if (Snowflake.safeParse(q).success) {
    const members = await listListedMembers(db, guildId, [q ?? ''])
    return { members, next: null, total: members.length, searched: null }
  }
  if (q || isFiltering(filter) || (order !== 'joined' && order !== 'name')) return null
  const page =
    order === 'name' ? await listMembersByName(db, guildId, after) : await listMembersByJoining(db, guildId, { after })
  return { ...page, ...whole }
}

/** Any combination is found by the guild's object; in a server too large for that, window by window of those who joined. */
async function find(env: Env, db: Db, guildId: string, asked: MemberQuery): Promise<MemberPage> {
  const found = await callGuild(env, guildId, (guild) => guild.findMembers(asked))
  if (found) {
    const { ids, next, total } = found
    return { members: await listListedMembers(db, guildId, ids), next, total, searched: null }
  }
  const { q, order: _, after, ...filter } = asked
  const looked = await searchMembers(db, guildId, { filter: q ? { ...filter, name: q } : filter, after })
  return { ...looked, total: null }
}
