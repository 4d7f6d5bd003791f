import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Person } from '#schema/contract/action.ts'

/** What the staff say about a case, and what was changed of it: one thread, oldest first. Times UTC ms. */
export const caseComments = sqliteTable(
  'case_comments',
  {
    guildId: text('guild_id').notNull(),
    number: integer().notNull(),
    /** counts up per guild */
    id: integer().notNull(),
    /** `comment`, or `edit`: what was changed, from what to what */
    kind: text({ enum: ['comment', 'edit'] }).notNull(),
    author: text({ mode: 'json' }).$type<Person | null>(),
    text: text().notNull(),
    changes: text({ mode: 'json' }).$type<Record<string, { from: unknown; to: unknown }> | null>(),
    createdAt: integer('created_at').notNull(),
    editedAt: integer('edited_at'),
    deletedAt: integer('deleted_at'),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.number, t.id] })],
)
export type CaseCommentRow = typeof caseComments.$inferSelect
