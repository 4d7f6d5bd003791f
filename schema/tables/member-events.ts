import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What happened to and with a member, for their timeline: joins, leaves, names, roles. Times UTC ms. */
export const memberEvents = sqliteTable(
  'member_events',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    at: integer().notNull(),
    /** contract/timeline.ts; with `at` it names the event, so that the same one is written once */
    type: text().notNull(),
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.userId, t.at, t.type] })],
)
export type MemberEventRow = typeof memberEvents.$inferSelect

/** How many messages a member wrote on a day (UTC ms of its start); nothing of what they wrote. */
export const memberMessages = sqliteTable(
  'member_messages',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    day: integer().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.userId, t.day] })],
)
export type MemberMessagesRow = typeof memberMessages.$inferSelect
