import { registryDb } from '#schema/queries/guild-db.ts'
import { getGuild } from '#schema/queries/guilds.ts'

const FRESH = 60_000
const MOST = 10_000
const known = new Map<string, { shard: number; installedAt: number; until: number }>()

/**
 * Where a guild's data lives and since when (UTC ms), when the bot is there; null otherwise, so that no object comes to life
 * for an id that somebody typed. A guild that the bot left may pass for another minute: its object refuses by itself.
 */
export async function knownGuild(
  env: Pick<Env, 'DB'>,
  guildId: string,
): Promise<{ shard: number; installedAt: number } | null> {
  const cached = known.get(guildId)
  if (cached && cached.until > Date.now()) return cached
  const row = await getGuild(registryDb(env), guildId)
  if (!row || row.removedAt !== null) {
    known.delete(guildId)
    return null
  }
  if (known.size >= MOST) known.clear()
  const entry = { shard: row.shard, installedAt: row.installedAt, until: Date.now() + FRESH }
  known.set(guildId, entry)
  return entry
}
