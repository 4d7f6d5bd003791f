import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** People who run the bot, besides the primary one of the environment. */
export const developers = sqliteTable('developers', {
  userId: text('user_id').primaryKey(),
  addedBy: text('added_by').notNull(),
  addedAt: integer('added_at').notNull(),
})
