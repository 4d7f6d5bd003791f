import { and, eq, sql } from 'drizzle-orm'
import { memberName, type ListedMember, type Member, type MemberFilter } from '#schema/contract/guild.ts'
import { asOf, memberMatcher, traitsOf } from '#schema/contract/member-match.ts'
import { members, type MemberRow } from '#schema/tables/members.ts'
import type { Db } from './guild-db.ts'

export const MEMBERS_A_PAGE = 50

const toListed = ({ guildId: _g, nameKey: _n, userId, ...row }: MemberRow): ListedMember => ({ ...row, id: userId })
const toMember = (row: MemberRow): Member => {
  const { cases: _, ...member } = toListed(row)
  return member
}

/** What a list by name is ordered by: what is shown, in lower case. */
export const nameKey = (m: Pick<Member, 'nick' | 'globalName' | 'username'>): string =>
  memberName(m).toLowerCase().slice(0, 64)

/**
 * Writes members whole, any number, as one JSON array, each with how many cases are about them; who is as stored costs no
 * written row. Gives those counts of who was written.
 */
export async function saveMembers(db: Db, guildId: string, list: readonly Member[]): Promise<Map<string, number>> {
  if (list.length === 0) return new Map()
  const rows = JSON.stringify(list.map((m) => ({ ...m, nameKey: nameKey(m), bot: m.bot ? 1 : 0 })))
  const written = await db.all<{ user_id: string; cases: number }>(sql`
    INSERT INTO members (guild_id, user_id, username, global_name, nick, avatar, bot, role_ids, name_key, joined_at, left_at, timeout_until, cases)
    SELECT ${guildId}, value->>'id', value->>'username', value->>'globalName', value->>'nick', value->>'avatar', value->>'bot',
           value->'roleIds', value->>'nameKey', value->>'joinedAt', value->>'leftAt', value->>'timeoutUntil',
           (SELECT count(*) FROM cases WHERE guild_id = ${guildId} AND target_id = value->>'id')
    FROM json_each(${rows}) WHERE true
    ON CONFLICT (guild_id, user_id) DO UPDATE SET
      username = excluded.username, global_name = excluded.global_name, nick = excluded.nick, avatar = excluded.avatar,
      bot = excluded.bot, role_ids = excluded.role_ids, name_key = excluded.name_key, joined_at = excluded.joined_at,
      left_at = excluded.left_at, timeout_until = excluded.timeout_until, cases = excluded.cases
    WHERE (username, global_name, nick, avatar, bot, role_ids, name_key, joined_at, left_at, timeout_until, cases) IS NOT
      (excluded.username, excluded.global_name, excluded.nick, excluded.avatar, excluded.bot, excluded.role_ids,
       excluded.name_key, excluded.joined_at, excluded.left_at, excluded.timeout_until, excluded.cases)
    RETURNING user_id, cases`)
  return new Map(written.map((row) => [row.user_id, row.cases]))
}

/** Counts anew how many cases are about each of these people; gives who has another count than before. */
export async function countCasesOf(db: Db, guildId: string, userIds: readonly string[]): Promise<Map<string, number>> {
  if (userIds.length === 0) return new Map()
  const counted = sql`(SELECT count(*) FROM cases WHERE cases.guild_id = ${guildId} AND cases.target_id = members.user_id)`
  const changed = await db.all<{ user_id: string; cases: number }>(sql`
    UPDATE members SET cases = ${counted}
    WHERE guild_id = ${guildId} AND user_id IN (SELECT value FROM json_each(${JSON.stringify(userIds)}))
      AND cases <> ${counted}
    RETURNING user_id, cases`)
  return new Map(changed.map((row) => [row.user_id, row.cases]))
}

/**
 * Marks as gone whoever a page of Discord's member list should have named and did not: ids above `after` up to `upTo` (null:
 * to the end), but for `present`, who joined before `at`. Ids are counted as numbers, so texts of each length apart. Gives
 * who that was.
 */
export async function markMembersGone(
  db: Db,
  guildId: string,
  { after, upTo, present, at }: { after: string; upTo: string | null; present: readonly string[]; at: number },
): Promise<string[]> {
  const end = upTo ?? '9'.repeat(20)
  const gone: string[] = []
  for (let length = Math.max(17, after.length); length <= end.length; length++) {
    const from = after.length === length ? after : ''
    const to = end.length === length ? end : '9'.repeat(length)
    const marked = await db.all<{ user_id: string }>(sql`
      UPDATE members SET left_at = ${at}, timeout_until = NULL
      WHERE guild_id = ${guildId} AND user_id > ${from} AND user_id <= ${to} AND length(user_id) = ${length}
        AND left_at IS NULL AND coalesce(joined_at, 0) < ${at}
        AND user_id NOT IN (SELECT value FROM json_each(${JSON.stringify(present)}))
      RETURNING user_id`)
    gone.push(...marked.map((row) => row.user_id))
  }
  return gone
}

export async function getMember(db: Db, guildId: string, userId: string): Promise<Member | undefined> {
  const [row] = await rowsById(db, guildId, [userId])
  return row && toMember(row)
}

export async function listMembersById(db: Db, guildId: string, ids: readonly string[]): Promise<Member[]> {
  return (await rowsById(db, guildId, ids)).map(toMember)
}

/** These members as a list shows them, in the order of the ids. */
export async function listListedMembers(db: Db, guildId: string, ids: readonly string[]): Promise<ListedMember[]> {
  const rows = new Map((await rowsById(db, guildId, ids)).map((row) => [row.userId, row]))
  return ids.flatMap((id) => rows.get(id) ?? []).map(toListed)
}

function rowsById(db: Db, guildId: string, ids: readonly string[]): Promise<MemberRow[]> {
  const among = ids.length === 1 ? eq(members.userId, ids[0] ?? '') : oneOf(ids)
  return db
    .select()
    .from(members)
    .where(and(eq(members.guildId, guildId), among))
}
const oneOf = (ids: readonly string[]) =>
  sql`${members.userId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`

/** Where a page ends: what the last row is ordered by, and its id. */
export const cursorOf = (key: string | number | null, id: string): string => JSON.stringify([key, id])
export function readCursor(text: string | undefined): [key: string | number | null, id: string] | null {
  if (!text) return null
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed) && parsed.length === 2 && typeof parsed[1] === 'string')
      if (parsed[0] === null || typeof parsed[0] === 'string' || typeof parsed[0] === 'number')
        return [parsed[0], parsed[1]]
  } catch {}
  return null
}

/** One page of everyone, by shown name. */
export async function listMembersByName(db: Db, guildId: string, after?: string): Promise<ListedMembers> {
  const cursor = readCursor(after)
  const rows = await db
    .select()
    .from(members)
    .where(
      and(eq(members.guildId, guildId), cursor ? sql`(name_key, user_id) > (${cursor[0]}, ${cursor[1]})` : undefined),
    )
    .orderBy(members.nameKey, members.userId)
    .limit(MEMBERS_A_PAGE + 1)
  return pageOf(rows, MEMBERS_A_PAGE, (row) => row.nameKey)
}

export interface ListedMembers {
  members: ListedMember[]
  next: string | null
}

/** One page of everyone, newest joined first; who joined nobody knows when comes last. */
export async function listMembersByJoining(
  db: Db,
  guildId: string,
  { after, limit = MEMBERS_A_PAGE, from, to }: JoinedRange = {},
): Promise<ListedMembers> {
  const cursor = readCursor(after)
  const dated = cursor?.[0] === null ? [] : await joinedBefore(db, guildId, { cursor, from, to, limit: limit + 1 })
  const isUndated = from === undefined && to === undefined && dated.length <= limit
  const rest = isUndated ? await undated(db, guildId, { cursor, limit: limit + 1 - dated.length }) : []
  return pageOf([...dated, ...rest], limit, (row) => row.joinedAt)
}
interface JoinedRange {
  after?: string | undefined
  limit?: number
  /** UTC ms, both included */
  from?: number | undefined
  to?: number | undefined
}
type Cursor = ReturnType<typeof readCursor>

const joinedBefore = (
  db: Db,
  guildId: string,
  { cursor, from, to, limit }: { cursor: Cursor; from?: number | undefined; to?: number | undefined; limit: number },
): Promise<MemberRow[]> =>
  db
    .select()
    .from(members)
    .where(
      and(
        eq(members.guildId, guildId),
        sql`joined_at >= ${from ?? 0}`,
        cursor ? sql`(joined_at, user_id) < (${cursor[0]}, ${cursor[1]})` : sql`joined_at <= ${to ?? FOREVER}`,
      ),
    )
    .orderBy(sql`joined_at DESC, user_id DESC`)
    .limit(limit)

const undated = (db: Db, guildId: string, { cursor, limit }: { cursor: Cursor; limit: number }): Promise<MemberRow[]> =>
  db
    .select()
    .from(members)
    .where(
      and(
        eq(members.guildId, guildId),
        sql`joined_at IS NULL`,
        cursor?.[0] === null ? sql`user_id < ${cursor[1]}` : undefined,
      ),
    )
    .orderBy(sql`user_id DESC`)
    .limit(limit)
const FOREVER = 8_640_000_000_000_000

function pageOf(rows: MemberRow[], limit: number, keyOf: (row: MemberRow) => string | number | null): ListedMembers {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    members: page.map(toListed),
    next: rows.length > limit && last ? cursorOf(keyOf(last), last.userId) : null,
  }
}

/** Everyone in the order of their ids as texts, in large pages, to be indexed. */
export async function listMembersToIndex(
  db: Db,
  guildId: string,
  { after, limit }: { after: string; limit: number },
): Promise<ListedMember[]> {
  const rows = await db
    .select()
    .from(members)
    .where(and(eq(members.guildId, guildId), sql`user_id > ${after}`))
    .orderBy(members.userId)
    .limit(limit)
  return rows.map(toListed)
}

/** As many as one look through the table reads. */
const WINDOW = 150

/**
 * Who matches among the next so many, newest joined first: for a server too large for its index. `next` is where to look
 * on, also when nobody in this window matched.
 */
export async function searchMembers(
  db: Db,
  guildId: string,
  { filter, after, window = WINDOW }: { filter: MemberFilter; after?: string | undefined; window?: number },
): Promise<ListedMembers & { searched: number }> {
  const range = { after, limit: window, from: asOf(filter, Date.now()).joinedFrom, to: filter.joinedTo }
  const { members: looked, next } = await listMembersByJoining(db, guildId, range)
  const isMeant = memberMatcher(filter)
  return { members: looked.filter((m) => isMeant(traitsOf(m))), next, searched: looked.length }
}

const SELECT_WINDOW = 2000

/** The ids of all who match, newest joined first, at most `limit`; reads the whole table once, in large pages. */
export async function selectMemberIds(db: Db, guildId: string, filter: MemberFilter, limit: number): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const found = await searchMembers(db, guildId, { filter, after, window: SELECT_WINDOW })
    ids.push(...found.members.map((m) => m.id))
    after = found.next ?? undefined
  } while (after && ids.length < limit)
  return ids.slice(0, limit)
}
