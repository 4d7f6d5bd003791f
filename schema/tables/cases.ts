import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Case } from '#schema/contract/case.ts'

/** The record: one row a case, written by the guild's object alone. What is only shown, never asked for, lives in `detail`. */
export const cases = sqliteTable(
  'cases',
  {
    guildId: text('guild_id').notNull(),
    number: integer().notNull(),
    actionId: text('action_id').notNull(),
    kind: text().notNull(),
    status: text().notNull(),
    source: text().notNull(),
    moderatorId: text('moderator_id'),
    targetId: text('target_id'),
    channelId: text('channel_id'),
    reason: text().notNull(),
    createdAt: integer('created_at').notNull(),
    endsAt: integer('ends_at'),
    endedAt: integer('ended_at'),
    detail: text({ mode: 'json' }).$type<CaseDetail>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.guildId, t.number] }),
    index('cases_target').on(t.guildId, t.targetId, t.number),
    index('cases_created').on(t.guildId, t.createdAt),
    index('cases_running')
      .on(t.endsAt)
      .where(sql`ends_at IS NOT NULL AND ended_at IS NULL`),
  ],
)
export type CaseRow = typeof cases.$inferSelect
export type CaseDetail = Omit<
  Case,
  | 'guildId'
  | 'number'
  | 'actionId'
  | 'kind'
  | 'status'
  | 'source'
  | 'channelId'
  | 'reason'
  | 'createdAt'
  | 'endsAt'
  | 'endedAt'
>
