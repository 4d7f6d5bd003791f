import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'

export type Db = DrizzleD1Database

/** The registry: guilds, seats, sessions, developers. */
export const registryDb = (env: Pick<Env, 'DB'>): Db => drizzle(env.DB)

/** How many guild shards are bound; new guilds go to the last. */
export const shardCount = (env: Env): number => Object.keys(env).filter((name) => /^GUILDS_\d+$/.test(name)).length

/** The D1 database that holds a guild's cases and members; `shard` is `guilds.shard`. */
export function guildDb(env: Env, shard: number): Db {
  const binding = (env as Env & Record<string, unknown>)[`GUILDS_${shard}`] as D1Database | undefined
  if (!binding) throw new Error(`no D1 binding GUILDS_${shard}`)
  return drizzle(binding)
}
