import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Broadcast } from '#schema/contract/broadcast.ts'

/** What the developers sent, or will send, to the servers. Times UTC ms. */
export const broadcasts = sqliteTable(
  'broadcasts',
  {
    id: text().primaryKey(),
    state: text({ enum: ['draft', 'template', 'scheduled', 'held', 'sending', 'done', 'stopped'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    scheduledAt: integer('scheduled_at'),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    detail: text({ mode: 'json' })
      .$type<Omit<Broadcast, 'id' | 'state' | 'createdAt' | 'scheduledAt' | 'startedAt' | 'endedAt'>>()
      .notNull(),
  },
  (t) => [index('broadcasts_created').on(t.createdAt, t.id), index('broadcasts_state').on(t.state, t.scheduledAt)],
)
export type BroadcastRow = typeof broadcasts.$inferSelect

/** One server's part in a broadcast. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    broadcastId: text('broadcast_id').notNull(),
    guildId: text('guild_id').notNull(),
    state: text({ enum: ['pending', 'sending', 'following', 'sent', 'followed', 'skipped', 'failed'] }).notNull(),
    reason: text(),
    channelId: text('channel_id'),
    messageId: text('message_id'),
    at: integer(),
  },
  (t) => [primaryKey({ columns: [t.broadcastId, t.guildId] })],
)
export type DeliveryRow = typeof deliveries.$inferSelect
