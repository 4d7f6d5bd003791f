import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Every server the bot is or was in. `shard` names the D1 binding of its data: 0 is GUILDS_0. Times UTC ms. */
export const guilds = sqliteTable(
  'guilds',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    icon: text(),
    ownerId: text('owner_id').notNull(),
    memberCount: integer('member_count').notNull().default(0),
    shard: integer().notNull().default(0),
    settings: text({ mode: 'json' }).notNull().default({}),
    /** Discord's locale of the server */
    language: text().notNull().default('en-US'),
    /** where broadcasts go, and which; told apart from `settings` so that an audience is one statement */
    broadcastChannelId: text('broadcast_channel_id'),
    broadcastCategories: text('broadcast_categories', { mode: 'json' })
      .$type<string[]>()
      .notNull()
      .default(['changelog', 'announcement', 'maintenance']),
    /** wants early news: what goes only to those who asked for it */
    broadcastOptIn: integer('broadcast_opt_in', { mode: 'boolean' }).notNull().default(false),
    /** the announcement channel that its broadcast channel follows */
    broadcastFollows: text('broadcast_follows'),
    /** why the last broadcast did not arrive; null once one did, or the channel was chosen anew */
    broadcastBroken: text('broadcast_broken'),
    /** what the settings switch on, as bits (contract/modules.ts), so that it can be asked for */
    modules: integer().notNull().default(0),
    installedAt: integer('installed_at').notNull(),
    removedAt: integer('removed_at'),
    /** the last thing heard from there, noted once a day */
    activeAt: integer('active_at'),
    /** by D1's clock: what the index of all servers has yet to learn */
    changedAt: integer('changed_at').notNull().default(0),
  },
  (t) => [index('guilds_removed').on(t.removedAt), index('guilds_changed').on(t.changedAt)],
)
export type GuildRow = typeof guilds.$inferSelect
