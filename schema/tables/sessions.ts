import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A sign-in. Discord's tokens are encrypted; `refreshingUntil` is the lock that keeps a single-use refresh token from being used twice. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text('user_id').notNull(),
    name: text().notNull(),
    avatar: text(),
    accessToken: text('access_token').notNull(),
    refreshToken: text('refresh_token').notNull(),
    tokenExpiresAt: integer('token_expires_at').notNull(),
    refreshingUntil: integer('refreshing_until').notNull().default(0),
    /** Discord's list of this person's servers, and when it was read */
    guilds: text({ mode: 'json' }),
    guildsAt: integer('guilds_at').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expires').on(t.expiresAt)],
)
export type SessionRow = typeof sessions.$inferSelect
