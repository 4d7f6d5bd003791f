import { and, eq, getTableColumns, inArray, isNull, lt } from 'drizzle-orm'
import { sessions, type SessionRow } from '#schema/tables/sessions.ts'
import type { Db } from './guild-db.ts'

const { guilds: _guilds, ...light } = getTableColumns(sessions)
/** A session without its list of servers, which can be long and is seldom asked for. */
export type LightSession = Omit<SessionRow, 'guilds'>

export const getSession = (db: Db, id: string): Promise<LightSession | undefined> =>
  db.select(light).from(sessions).where(eq(sessions.id, id)).get()

/** The servers of this person as Discord told last, and when (UTC ms); undefined when there is no such session. */
export const getSessionGuilds = (db: Db, id: string): Promise<Pick<SessionRow, 'guilds' | 'guildsAt'> | undefined> =>
  db.select({ guilds: sessions.guilds, guildsAt: sessions.guildsAt }).from(sessions).where(eq(sessions.id, id)).get()

export async function insertSession(db: Db, row: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(row)
}

/** Takes the right to use the refresh token until `until`, and gives the session as it is then; undefined when someone else holds it. */
export async function lockRefresh(
  db: Db,
  id: string,
  { now, until }: { now: number; until: number },
): Promise<LightSession | undefined> {
  const locked = await db
    .update(sessions)
    .set({ refreshingUntil: until })
    .where(and(eq(sessions.id, id), lt(sessions.refreshingUntil, now), isNull(sessions.revokedAt)))
    .returning(light)
  return locked[0]
}

/** Takes the right to read this person's servers from Discord, when they were read before `before`; gives whether it did. */
export async function claimSessionGuilds(
  db: Db,
  id: string,
  { now, before }: { now: number; before: number },
): Promise<boolean> {
  const claimed = await db
    .update(sessions)
    .set({ guildsAt: now })
    .where(and(eq(sessions.id, id), lt(sessions.guildsAt, before)))
    .returning({ id: sessions.id })
  return claimed.length > 0
}

type Tokens = Pick<SessionRow, 'accessToken' | 'refreshToken' | 'tokenExpiresAt'>

/** Stores rotated tokens and gives the lock back. */
export async function saveTokens(db: Db, id: string, tokens: Tokens): Promise<void> {
  await db
    .update(sessions)
    .set({ ...tokens, refreshingUntil: 0 })
    .where(eq(sessions.id, id))
}

export async function saveSessionGuilds(db: Db, id: string, list: unknown, now: number): Promise<void> {
  await db.update(sessions).set({ guilds: list, guildsAt: now }).where(eq(sessions.id, id))
}

export async function revokeSession(db: Db, id: string, now: number): Promise<void> {
  await db.update(sessions).set({ revokedAt: now }).where(eq(sessions.id, id))
}

/** Removes at most `limit` sessions past their end; gives how many. */
export async function deleteExpiredSessions(db: Db, { now, limit }: { now: number; limit: number }): Promise<number> {
  const expired = db.select({ id: sessions.id }).from(sessions).where(lt(sessions.expiresAt, now)).limit(limit)
  const removed = await db.delete(sessions).where(inArray(sessions.id, expired)).returning({ id: sessions.id })
  return removed.length
}
