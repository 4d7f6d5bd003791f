import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AuditRow as Row } from '#schema/contract/audit.ts'

/** The audit log: one row a deed, chained by hash, written by the guild's object alone. */
export const auditRows = sqliteTable(
  'audit_rows',
  {
    guildId: text('guild_id').notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
    category: text().notNull(),
    type: text().notNull(),
    actorId: text('actor_id'),
    targetId: text('target_id'),
    detail: text({ mode: 'json' })
      .$type<Pick<Row, 'actor' | 'surface' | 'target' | 'before' | 'after' | 'requestId'>>()
      .notNull(),
    prev: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.guildId, t.seq] })],
)
export type AuditRowRow = typeof auditRows.$inferSelect
