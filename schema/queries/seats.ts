import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Seat } from '#schema/contract/seat.ts'
import { seats, type SeatRow } from '#schema/tables/seats.ts'
import type { Db } from './guild-db.ts'

export const listSeats = (db: Db, guildId: string): Promise<SeatRow[]> =>
  db.select().from(seats).where(eq(seats.guildId, guildId)).limit(1000)

/** Seats given in person to this user, over several guilds. */
export async function listSeatsOfUser(db: Db, userId: string, guildIds: readonly string[]): Promise<SeatRow[]> {
  const rows: SeatRow[] = []
  for (let i = 0; i < guildIds.length; i += 90)
    rows.push(
      ...(await db
        .select()
        .from(seats)
        .where(
          and(
            inArray(seats.guildId, guildIds.slice(i, i + 90)),
            eq(seats.subjectType, 'user'),
            eq(seats.subjectId, userId),
          ),
        )),
    )
  return rows
}

/** Which of these guilds have given seats to roles. */
export async function listGuildsWithRoleSeats(db: Db, guildIds: readonly string[]): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    SELECT value AS id FROM json_each(${JSON.stringify(guildIds)})
    WHERE EXISTS (SELECT 1 FROM seats WHERE guild_id = value AND subject_type = 'role')`)
  return rows.map((row) => row.id)
}

export async function saveSeat(db: Db, guildId: string, seat: Seat): Promise<void> {
  await db
    .insert(seats)
    .values({ guildId, ...seat })
    .onConflictDoUpdate({
      target: [seats.guildId, seats.subjectType, seats.subjectId],
      set: { level: seat.level, givenBy: seat.givenBy, givenAt: seat.givenAt },
    })
}

/** Gives whether there was such a seat. */
export async function removeSeat(
  db: Db,
  guildId: string,
  subject: Pick<Seat, 'subjectType' | 'subjectId'>,
): Promise<boolean> {
  const removed = await db
    .delete(seats)
    .where(
      and(
        eq(seats.guildId, guildId),
        eq(seats.subjectType, subject.subjectType),
        eq(seats.subjectId, subject.subjectId),
      ),
    )
    .returning({ id: seats.subjectId })
  return removed.length > 0
}
