import { and, eq, sql } from 'drizzle-orm'
import { memberName, type Member, type MemberPage, type MemberQuery } from '#schema/contract/guild.ts'
import { members, type MemberRow } from '#schema/tables/members.ts'
import type { Db } from './guild-db.ts'

export const MEMBERS_A_PAGE = 50

const toMember = ({ guildId: _g, nameKey: _n, userId, ...row }: MemberRow): Member => ({ ...row, id: userId })

/** What a name is found by: what is shown, in lower case. */
export const nameKey = (m: Pick<Member, 'nick' | 'globalName' | 'username'>): string =>
  memberName(m).toLowerCase().slice(0, 64)

/** Writes members whole, any number, as one JSON array; who is as stored costs no written row. */
export async function saveMembers(db: Db, guildId: string, list: readonly Member[]): Promise<void> {
  if (list.length === 0) return
  const rows = JSON.stringify(list.map((m) => ({ ...m, nameKey: nameKey(m), bot: m.bot ? 1 : 0 })))
  await db.run(sql`
    INSERT INTO members (guild_id, user_id, username, global_name, nick, avatar, bot, role_ids, name_key, joined_at, left_at, timeout_until)
    SELECT ${guildId}, value->>'id', value->>'username', value->>'globalName', value->>'nick', value->>'avatar', value->>'bot',
           value->'roleIds', value->>'nameKey', value->>'joinedAt', value->>'leftAt', value->>'timeoutUntil'
    FROM json_each(${rows}) WHERE true
    ON CONFLICT (guild_id, user_id) DO UPDATE SET
      username = excluded.username, global_name = excluded.global_name, nick = excluded.nick, avatar = excluded.avatar,
      bot = excluded.bot, role_ids = excluded.role_ids, name_key = excluded.name_key, joined_at = excluded.joined_at,
      left_at = excluded.left_at, timeout_until = excluded.timeout_until
    WHERE (username, global_name, nick, avatar, bot, role_ids, name_key, joined_at, left_at, timeout_until) IS NOT
      (excluded.username, excluded.global_name, excluded.nick, excluded.avatar, excluded.bot, excluded.role_ids,
       excluded.name_key, excluded.joined_at, excluded.left_at, excluded.timeout_until)`)
}

/**
 * Marks as gone whoever a page of Discord's member list should have named and did not: ids above `after` up to `upTo` (null:
 * to the end), but for `present`, who joined before `at`. Ids are counted as numbers, so texts of each length apart.
 */
export async function markMembersGone(
  db: Db,
  guildId: string,
  { after, upTo, present, at }: { after: string; upTo: string | null; present: readonly string[]; at: number },
): Promise<void> {
  const end = upTo ?? '9'.repeat(20)
  for (let length = Math.max(17, after.length); length <= end.length; length++) {
    const from = after.length === length ? after : ''
    const to = end.length === length ? end : '9'.repeat(length)
    await db.run(sql`
      UPDATE members SET left_at = ${at}, timeout_until = NULL
      WHERE guild_id = ${guildId} AND user_id > ${from} AND user_id <= ${to} AND length(user_id) = ${length}
        AND left_at IS NULL AND coalesce(joined_at, 0) < ${at}
        AND user_id NOT IN (SELECT value FROM json_each(${JSON.stringify(present)}))`)
  }
}

export async function markMemberLeft(db: Db, guildId: string, userId: string, at: number): Promise<void> {
  await db
    .update(members)
    .set({ leftAt: at, timeoutUntil: null })
    .where(and(eq(members.guildId, guildId), eq(members.userId, userId)))
}

export async function getMember(db: Db, guildId: string, userId: string): Promise<Member | undefined> {
  const row = await db
    .select()
    .from(members)
    .where(and(eq(members.guildId, guildId), eq(members.userId, userId)))
    .get()
  return row && toMember(row)
}

export async function listMembersById(db: Db, guildId: string, ids: readonly string[]): Promise<Member[]> {
  const rows = await db
    .select()
    .from(members)
    .where(
      and(
        eq(members.guildId, guildId),
        sql`${members.userId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )
  return rows.map(toMember)
}

/** The text just above every text that begins with `prefix`. */
const above = (prefix: string): string => `${prefix}\u{10ffff}`

const cursorOf = (key: string | number, id: string): string => JSON.stringify([key, id])
function readCursor(text: string | undefined): [string | number, string] | null {
  if (!text) return null
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed) && parsed.length === 2 && typeof parsed[1] === 'string')
      if (typeof parsed[0] === 'string' || typeof parsed[0] === 'number') return [parsed[0], parsed[1]]
  } catch {}
  return null
}

/** One page by name or by joining (newest first); `q` is an id or the beginning of the shown name or the username. */
export async function listMembers(db: Db, guildId: string, query: MemberQuery): Promise<MemberPage> {
  const { q, order, after } = query
  if (q && /^\d{17,20}$/.test(q)) {
    const one = await getMember(db, guildId, q)
    return { members: one ? [one] : [], next: null }
  }
  const cursor = readCursor(after)
  const limit = MEMBERS_A_PAGE + 1
  let rows: MemberRow[]
  if (q) rows = await searchByName(db, guildId, { prefix: q.toLowerCase(), cursor, limit })
  else if (order === 'name')
    rows = await db
      .select()
      .from(members)
      .where(
        and(eq(members.guildId, guildId), cursor ? sql`(name_key, user_id) > (${cursor[0]}, ${cursor[1]})` : undefined),
      )
      .orderBy(members.nameKey, members.userId)
      .limit(limit)
  else
    rows = await db
      .select()
      .from(members)
      .where(
        and(
          eq(members.guildId, guildId),
          cursor ? sql`(joined_at, user_id) < (${cursor[0]}, ${cursor[1]})` : undefined,
        ),
      )
      .orderBy(sql`joined_at DESC, user_id DESC`)
      .limit(limit)
  const page = rows.slice(0, MEMBERS_A_PAGE)
  const last = page.at(-1)
  const byName = q !== undefined && q !== '' ? true : order === 'name'
  const next =
    rows.length > MEMBERS_A_PAGE && last ? cursorOf(byName ? last.nameKey : (last.joinedAt ?? 0), last.userId) : null
  return { members: page.map(toMember), next }
}

/** Two index ranges, the shown name's and the username's; who is in both comes once, by the shown name. */
async function searchByName(
  db: Db,
  guildId: string,
  { prefix, cursor, limit }: { prefix: string; cursor: [string | number, string] | null; limit: number },
): Promise<MemberRow[]> {
  const end = above(prefix)
  const byName = await db
    .select()
    .from(members)
    .where(
      and(
        eq(members.guildId, guildId),
        cursor
          ? sql`(name_key, user_id) > (${cursor[0]}, ${cursor[1]}) AND name_key < ${end}`
          : sql`name_key >= ${prefix} AND name_key < ${end}`,
      ),
    )
    .orderBy(members.nameKey, members.userId)
    .limit(limit)
  if (cursor) return byName
  const byUsername = await db
    .select()
    .from(members)
    .where(and(eq(members.guildId, guildId), sql`username >= ${prefix} AND username < ${end}`))
    .orderBy(members.username, members.userId)
    .limit(limit)
  const rest = byUsername.filter((row) => !row.nameKey.startsWith(prefix))
  return byName.length > MEMBERS_A_PAGE ? byName : [...byName, ...rest].slice(0, limit - 1)
}
