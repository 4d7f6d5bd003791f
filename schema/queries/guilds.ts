import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { moduleBits, modulesOf } from '#schema/contract/modules.ts'
import { defaultSettings, readSettings, type Settings } from '#schema/contract/settings.ts'
import { guilds, type GuildRow } from '#schema/tables/guilds.ts'
import type { Db } from './guild-db.ts'

/** Now by D1's own clock, UTC ms: rows that change later have later times. */
export const changedNow = sql<number>`CAST(unixepoch('subsec') * 1000 AS INTEGER)`

export const getGuild = (db: Db, id: string): Promise<GuildRow | undefined> =>
  db.select().from(guilds).where(eq(guilds.id, id)).get()

/** Which of these guilds the bot is in. */
export async function listGuilds(db: Db, ids: readonly string[]): Promise<GuildRow[]> {
  const rows: GuildRow[] = []
  for (let i = 0; i < ids.length; i += 90)
    rows.push(
      ...(await db
        .select()
        .from(guilds)
        .where(and(inArray(guilds.id, ids.slice(i, i + 90)), isNull(guilds.removedAt)))),
    )
  return rows
}

type Seen = Pick<GuildRow, 'id' | 'name' | 'icon' | 'ownerId' | 'memberCount'> & { language?: string }

/** Notes what a guild looks like now; a new one gets `shard`, a returned one keeps its own. */
export async function saveGuild(db: Db, seen: Seen, { shard, now }: { shard: number; now: number }): Promise<void> {
  await db
    .insert(guilds)
    .values({
      ...seen,
      shard,
      modules: moduleBits(modulesOf(defaultSettings)),
      installedAt: now,
      activeAt: now,
      changedAt: changedNow,
    })
    .onConflictDoUpdate({
      target: guilds.id,
      set: { ...seen, removedAt: null, activeAt: now, changedAt: changedNow },
    })
}

/** Notes that something happened there. */
export async function markGuildActive(db: Db, id: string, now: number): Promise<void> {
  await db.update(guilds).set({ activeAt: now, changedAt: changedNow }).where(eq(guilds.id, id))
}

export async function markGuildRemoved(db: Db, id: string, now: number): Promise<void> {
  await db.update(guilds).set({ removedAt: now, changedAt: changedNow }).where(eq(guilds.id, id))
}

export async function getSettings(db: Db, id: string): Promise<Settings> {
  const row = await db.select({ settings: guilds.settings }).from(guilds).where(eq(guilds.id, id)).get()
  return readSettings(row?.settings ?? {})
}

export async function saveSettings(db: Db, id: string, settings: Settings): Promise<void> {
  const { channelId: broadcastChannelId, categories: broadcastCategories, early: broadcastOptIn } = settings.broadcasts
  const broken = sql`CASE WHEN broadcast_channel_id IS ${broadcastChannelId} THEN broadcast_broken END`
  await db
    .update(guilds)
    .set({
      settings,
      modules: moduleBits(modulesOf(settings)),
      broadcastChannelId,
      broadcastCategories,
      broadcastOptIn,
      broadcastBroken: broken,
      changedAt: changedNow,
    })
    .where(eq(guilds.id, id))
}

/** Notes which announcement channel the guild's broadcast channel follows; null: none. */
export async function saveFollowing(db: Db, id: string, broadcastFollows: string | null): Promise<void> {
  await db.update(guilds).set({ broadcastFollows, changedAt: changedNow }).where(eq(guilds.id, id))
}

/** Notes whether the broadcast channel is broken; null: it is not. */
export async function saveBroken(db: Db, id: string, broadcastBroken: string | null): Promise<void> {
  await db.update(guilds).set({ broadcastBroken, changedAt: changedNow }).where(eq(guilds.id, id))
}
