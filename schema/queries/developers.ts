import { eq } from 'drizzle-orm'
import { developers } from '#schema/tables/developers.ts'
import type { Db } from './guild-db.ts'

export async function isDeveloper(db: Db, userId: string): Promise<boolean> {
  const row = await db.select({ id: developers.userId }).from(developers).where(eq(developers.userId, userId)).get()
  return row !== undefined
}
