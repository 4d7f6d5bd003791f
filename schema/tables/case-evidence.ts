import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Copies of messages, taken when the action was asked for, so that they outlive the messages. */
export const caseEvidence = sqliteTable(
  'case_evidence',
  {
    guildId: text('guild_id').notNull(),
    number: integer().notNull(),
    messageId: text('message_id').notNull(),
    /** contract/evidence.ts */
    snapshot: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** SHA-256 of the snapshot as stored, hexadecimal */
    hash: text().notNull(),
    takenAt: integer('taken_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.number, t.messageId] })],
)
export type CaseEvidenceRow = typeof caseEvidence.$inferSelect
