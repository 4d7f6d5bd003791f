import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Everyone seen in a guild, as of the last event about them. `nameKey` is the shown name in lower case, to order by. */
export const members = sqliteTable(
  'members',
  {
    guildId: text('guild_id').notNull(),
    userId: text('user_id').notNull(),
    username: text().notNull(),
    globalName: text('global_name'),
    nick: text(),
    avatar: text(),
    bot: integer({ mode: 'boolean' }).notNull().default(false),
    roleIds: text('role_ids', { mode: 'json' }).$type<string[]>().notNull(),
    nameKey: text('name_key').notNull(),
    joinedAt: integer('joined_at'),
    leftAt: integer('left_at'),
    timeoutUntil: integer('timeout_until'),
    /** how many cases are about them */
    cases: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.guildId, t.userId] }),
    index('members_name').on(t.guildId, t.nameKey, t.userId),
    index('members_joined').on(t.guildId, t.joinedAt, t.userId),
  ],
)
export type MemberRow = typeof members.$inferSelect
