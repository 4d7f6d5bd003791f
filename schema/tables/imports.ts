import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Person } from '#schema/contract/action.ts'
import type { Import } from '#schema/contract/import.ts'

/** Records taken over from elsewhere; their cases carry its id. Times UTC ms. */
export const imports = sqliteTable(
  'imports',
  {
    guildId: text('guild_id').notNull(),
    id: text().notNull(),
    source: text().$type<Import['source']>().notNull(),
    state: text().$type<Import['state']>().notNull(),
    by: text({ mode: 'json' }).$type<Person>().notNull(),
    counts: text({ mode: 'json' }).$type<Import['counts']>().notNull(),
    createdAt: integer('created_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.id] })],
)
export type ImportRow = typeof imports.$inferSelect
