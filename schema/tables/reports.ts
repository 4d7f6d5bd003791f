import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Report } from '#schema/contract/report.ts'

/** What members report to the staff. `number` counts up per guild. Times UTC ms. */
export const reports = sqliteTable(
  'reports',
  {
    guildId: text('guild_id').notNull(),
    number: integer().notNull(),
    state: text({ enum: ['open', 'taken', 'resolved', 'dismissed'] }).notNull(),
    reporterId: text('reporter_id').notNull(),
    targetId: text('target_id').notNull(),
    assigneeId: text('assignee_id'),
    createdAt: integer('created_at').notNull(),
    endedAt: integer('ended_at'),
    /** contract/report.ts: people, reason, snapshot of the message, cases, answer to the reporter */
    detail: text({ mode: 'json' }).$type<ReportDetail>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.guildId, t.number] }),
    index('reports_state').on(t.guildId, t.state, t.number),
    index('reports_target').on(t.guildId, t.targetId, t.number),
  ],
)
export type ReportRow = typeof reports.$inferSelect
export type ReportDetail = Omit<Report, 'guildId' | 'number' | 'state' | 'createdAt' | 'endedAt'>
