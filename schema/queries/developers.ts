import { eq } from 'drizzle-orm'
import { developers } from '#schema/tables/developers.ts'
import type { Db } from './guild-db.ts'

export async function isDeveloper(db: Db, userId: string): Promise<boolean> {
  const row = await db.select({ id: developers.userId }).from(developers).where(eq(developers.userId, userId)).get()
  return row !== undefined
}

export const listDevelopers = (db: Db): Promise<(typeof developers.$inferSelect)[]> =>
  db.select().from(developers).orderBy(developers.addedAt).limit(200)

/** Adds a developer; who is one already stays as they are. */
export async function addDeveloper(db: Db, row: typeof developers.$inferInsert): Promise<void> {
  await db.insert(developers).values(row).onConflictDoNothing()
}

/** False when they were none. */
export async function removeDeveloper(db: Db, userId: string): Promise<boolean> {
  const gone = await db.delete(developers).where(eq(developers.userId, userId)).returning({ id: developers.userId })
  return gone.length > 0
}
