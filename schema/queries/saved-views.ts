import { and, eq } from 'drizzle-orm'
import { MOST_VIEWS, type SavedView } from '#schema/contract/view.ts'
import { savedViews, type SavedViewRow } from '#schema/tables/saved-views.ts'
import type { Db } from './guild-db.ts'

const toView = ({ guildId: _g, ...row }: SavedViewRow): SavedView => row

/** All of a guild's, whoever's they are. */
export async function listViews(db: Db, guildId: string): Promise<SavedView[]> {
  const rows = await db.select().from(savedViews).where(eq(savedViews.guildId, guildId)).limit(MOST_VIEWS.inAll)
  return rows.map(toView)
}

export async function getView(db: Db, guildId: string, id: string): Promise<SavedView | undefined> {
  const row = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.guildId, guildId), eq(savedViews.id, id)))
    .get()
  return row && toView(row)
}

/** Writes a view, new or changed. */
export async function saveView(db: Db, guildId: string, { id, ...view }: SavedView): Promise<void> {
  const { name, query, shared } = view
  await db
    .insert(savedViews)
    .values({ guildId, id, ...view })
    .onConflictDoUpdate({ target: [savedViews.guildId, savedViews.id], set: { name, query, shared } })
}

export async function deleteView(db: Db, guildId: string, id: string): Promise<void> {
  await db.delete(savedViews).where(and(eq(savedViews.guildId, guildId), eq(savedViews.id, id)))
}
