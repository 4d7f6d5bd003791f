import { primaryKey, sqliteTable, text, integer } from 'drizzle-orm/sqlite-core'

/** Dashboard access given to a person or a role. */
export const seats = sqliteTable(
  'seats',
  {
    guildId: text('guild_id').notNull(),
    subjectType: text('subject_type', { enum: ['user', 'role'] }).notNull(),
    subjectId: text('subject_id').notNull(),
    level: text({ enum: ['viewer', 'moderator', 'admin'] }).notNull(),
    givenBy: text('given_by').notNull(),
    givenAt: integer('given_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.subjectType, t.subjectId] })],
)
export type SeatRow = typeof seats.$inferSelect
