import { getGuild } from '#schema/queries/guilds.ts'
import { guildDb, registryDb, shardCount, type Db } from '#schema/queries/guild-db.ts'

/** Finds the D1 database of a guild's data, once; a guild not registered yet will be put on the newest shard. */
export function shardOf(env: Env, guildId: string): () => Promise<Db> {
  let db: Db | undefined
  return async () => {
    if (db) return db
    const row = await getGuild(registryDb(env), guildId)
    const found = guildDb(env, row?.shard ?? shardCount(env) - 1)
    if (row) db = found
    return found
  }
}
