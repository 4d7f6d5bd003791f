import { and, desc, eq, sql } from 'drizzle-orm'
import { MemberEventDetail, MemberEventType, type MemberEvent } from '#schema/contract/timeline.ts'
import { memberEvents, memberMessages, type MemberEventRow } from '#schema/tables/member-events.ts'
import type { Db } from './guild-db.ts'

const toEvent = ({ userId, at, type, detail }: Omit<MemberEventRow, 'guildId'>): MemberEvent => ({
  userId,
  at,
  type: MemberEventType.parse(type),
  detail: MemberEventDetail.parse(detail),
})

/** Writes what happened, any number; what is written already stays as it is. */
export async function insertMemberEvents(db: Db, guildId: string, events: readonly MemberEvent[]): Promise<void> {
  if (events.length === 0) return
  await db.run(sql`
    INSERT INTO member_events (guild_id, user_id, at, type, detail)
    SELECT ${guildId}, value->>'userId', value->>'at', value->>'type', value->'detail'
    FROM json_each(${JSON.stringify(events)}) WHERE true
    ON CONFLICT (guild_id, user_id, at, type) DO NOTHING`)
}

/** Writes the details of events anew; who has them already costs nothing. */
export async function saveMemberEvents(db: Db, guildId: string, events: readonly MemberEvent[]): Promise<void> {
  if (events.length === 0) return
  await db.run(sql`
    INSERT INTO member_events (guild_id, user_id, at, type, detail)
    SELECT ${guildId}, value->>'userId', value->>'at', value->>'type', value->'detail'
    FROM json_each(${JSON.stringify(events)}) WHERE true
    ON CONFLICT (guild_id, user_id, at, type) DO UPDATE SET detail = excluded.detail WHERE detail IS NOT excluded.detail`)
}

/** One person's events before a place in their timeline, newest first. */
export async function listMemberEvents(
  db: Db,
  guildId: string,
  userId: string,
  { before, limit }: { before?: { at: number; type: string } | undefined; limit: number },
): Promise<MemberEvent[]> {
  const rows = await db
    .select()
    .from(memberEvents)
    .where(
      and(
        eq(memberEvents.guildId, guildId),
        eq(memberEvents.userId, userId),
        before && sql`(at, type) < (${before.at}, ${before.type})`,
      ),
    )
    .orderBy(desc(memberEvents.at), desc(memberEvents.type))
    .limit(limit)
  return rows.map(toEvent)
}

/** What happened with these people from a moment to another, at most 200. */
export async function listMemberEventsAround(
  db: Db,
  guildId: string,
  userIds: readonly string[],
  { from, to }: { from: number; to: number },
): Promise<MemberEvent[]> {
  const rows = await db
    .select()
    .from(memberEvents)
    .where(
      and(
        eq(memberEvents.guildId, guildId),
        sql`${memberEvents.userId} IN (SELECT value FROM json_each(${JSON.stringify(userIds)}))`,
        sql`${memberEvents.at} BETWEEN ${from} AND ${to}`,
      ),
    )
    .limit(200)
  return rows.map(toEvent)
}

/** Sets how many messages people wrote on a day; totals, so that writing them again changes nothing. */
export async function saveMemberMessages(
  db: Db,
  guildId: string,
  rows: readonly { userId: string; day: number; count: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await db.run(sql`
    INSERT INTO member_messages (guild_id, user_id, day, count)
    SELECT ${guildId}, value->>'userId', value->>'day', value->>'count'
    FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT (guild_id, user_id, day) DO UPDATE SET count = excluded.count WHERE count IS NOT excluded.count`)
}

/** On which days one person wrote how much, newest first, before a day (UTC ms of its start). */
export async function listMemberMessages(
  db: Db,
  guildId: string,
  userId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ day: number; count: number }[]> {
  return db
    .select({ day: memberMessages.day, count: memberMessages.count })
    .from(memberMessages)
    .where(
      and(
        eq(memberMessages.guildId, guildId),
        eq(memberMessages.userId, userId),
        before === undefined ? undefined : sql`${memberMessages.day} < ${before}`,
      ),
    )
    .orderBy(desc(memberMessages.day))
    .limit(limit)
}
