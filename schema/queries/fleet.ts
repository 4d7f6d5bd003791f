import { asc, gt, sql, type SQL } from 'drizzle-orm'
import type { FleetRow } from '#schema/contract/fleet.ts'
import { moduleBits, modulesIn, modulesOf } from '#schema/contract/modules.ts'
import { readSettings } from '#schema/contract/settings.ts'
import { guilds, type GuildRow } from '#schema/tables/guilds.ts'
import type { Db } from './guild-db.ts'
import { changedNow } from './guilds.ts'

export const SERVERS_A_PAGE = 50

/** What the index of all servers holds of one: `modules` as bits, times UTC ms. */
export interface Indexed {
  id: string
  name: string
  members: number
  language: string
  modules: number
  channel: boolean
  broken: boolean
  installedAt: number
  activeAt: number | null
  removedAt: number | null
}
export type Changed = Indexed & { changedAt: number }
const columns = {
  id: guilds.id,
  name: guilds.name,
  members: guilds.memberCount,
  language: guilds.language,
  modules: guilds.modules,
  channel: sql<number>`broadcast_channel_id IS NOT NULL`,
  broken: sql<number>`broadcast_broken IS NOT NULL`,
  installedAt: guilds.installedAt,
  activeAt: guilds.activeAt,
  removedAt: guilds.removedAt,
  changedAt: guilds.changedAt,
}
type Read = Omit<Changed, 'channel' | 'broken'> & Record<'channel' | 'broken', number>
const toIndexed = (row: Read): Changed => ({ ...row, channel: row.channel === 1, broken: row.broken === 1 })

const inIds = (ids: readonly string[]): SQL => sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`

/** Servers above `after` by id, those the bot was removed from too. */
export async function listServersToIndex(
  db: Db,
  { after, limit }: { after: string; limit: number },
): Promise<Changed[]> {
  const rows = await db.select(columns).from(guilds).where(gt(guilds.id, after)).orderBy(asc(guilds.id)).limit(limit)
  return rows.map(toIndexed)
}

/** Servers that changed at this moment or later, the one after this cursor first. */
export async function listServersChanged(
  db: Db,
  { at, id, limit }: { at: number; id: string; limit: number },
): Promise<Changed[]> {
  const rows = await db
    .select(columns)
    .from(guilds)
    .where(sql`changed_at >= ${at} AND (changed_at, id) > (${at}, ${id})`)
    .orderBy(asc(guilds.changedAt), asc(guilds.id))
    .limit(limit)
  return rows.map(toIndexed)
}

/** Rows as the list shows them, in the order of `ids`; what is no more is left out. */
export async function listFleetRows(db: Db, ids: readonly string[]): Promise<FleetRow[]> {
  const rows = await db.select().from(guilds).where(inIds(ids))
  const known = new Map(rows.map((row) => [row.id, toFleetRow(row)]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

export const toFleetRow = (row: GuildRow): FleetRow => ({
  id: row.id,
  name: row.name,
  icon: row.icon,
  members: row.memberCount,
  language: row.language,
  embedColor: readSettings(row.settings as object).embedColor,
  modules: modulesIn(row.modules),
  broadcastChannelId: row.broadcastChannelId,
  broken: row.broadcastBroken,
  shard: row.shard,
  installedAt: row.installedAt,
  activeAt: row.activeAt,
  removedAt: row.removedAt,
})

/**
 * Works out anew what the settings of the servers above `after` switch on, for when there are modules that were none when
 * they were saved; gives the last id, or null at the end.
 */
export async function renewModules(db: Db, { after, limit }: { after: string; limit: number }): Promise<string | null> {
  const rows = await db
    .select({ id: guilds.id, settings: guilds.settings, modules: guilds.modules })
    .from(guilds)
    .where(gt(guilds.id, after))
    .orderBy(asc(guilds.id))
    .limit(limit)
  const wrong = rows.flatMap(({ id, settings, modules }) => {
    const bits = moduleBits(modulesOf(readSettings(settings as object)))
    return bits === modules ? [] : [{ id, settings, bits }]
  })
  // settings saved meanwhile have brought their own bits
  if (wrong.length > 0)
    await db.run(sql`
      UPDATE guilds SET modules = r.value->>'bits', changed_at = ${changedNow}
      FROM json_each(${JSON.stringify(wrong.map(({ id, bits, settings }) => ({ id, bits, settings: JSON.stringify(settings) })))}) AS r
      WHERE guilds.id = r.value->>'id' AND guilds.settings = r.value->>'settings'`)
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null)
}
