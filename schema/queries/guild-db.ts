import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { meter } from '#schema/meters/meter.ts'
import { MeteredD1 } from '#schema/meters/metered-d1.ts'

export type Db = DrizzleD1Database

const handles = new WeakMap<D1Database, Db>()

/** The one place where handles are made, so that what every query costs is counted. */
function handleOf(database: D1Database, binding: string): Db {
  const known = handles.get(database) ?? drizzle(new MeteredD1(database, binding))
  handles.set(database, known)
  return known
}

/** The registry: guilds, seats, sessions, developers. */
export function registryDb(env: Pick<Env, 'DB'> & Partial<Pick<Env, 'OPS'>>): Db {
  meter.use(env)
  return handleOf(env.DB, 'DB')
}

/** Bindings of all guild shards, in order. */
export const shardBindings = (env: Env): string[] =>
  Array.from({ length: shardCount(env) }, (_, shard) => `GUILDS_${shard}`)

/** How many guild shards are bound; new guilds go to the last. */
export const shardCount = (env: Env): number => Object.keys(env).filter((name) => /^GUILDS_\d+$/.test(name)).length

/** The D1 database that holds a guild's cases and members; `shard` is `guilds.shard`. */
export function guildDb(env: Env, shard: number): Db {
  meter.use(env)
  const name = `GUILDS_${shard}`
  const binding = (env as Env & Record<string, unknown>)[name] as D1Database | undefined
  if (!binding) throw new Error(`no D1 binding ${name}`)
  return handleOf(binding, name)
}
