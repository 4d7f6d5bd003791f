import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A filter of a list under a name: one person's, or everybody's here. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    guildId: text('guild_id').notNull(),
    id: text().notNull(),
    page: text({ enum: ['cases', 'members', 'audit'] }).notNull(),
    name: text().notNull(),
    /** the query string of the page */
    query: text().notNull(),
    ownerId: text('owner_id').notNull(),
    shared: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.id] })],
)
export type SavedViewRow = typeof savedViews.$inferSelect
