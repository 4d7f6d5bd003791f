import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { PublicCheck, PublicHealth } from '#schema/contract/health.ts'
import { guildDb, registryDb, shardCount } from '#schema/queries/guild-db.ts'
import { ACTION_TOO_OLD } from '#durable-objects/ops/health/gauges.ts'
import { version } from '#package.json'

/** An answer is given again for this long, ms: however often it is asked, the parts are asked once. */
const FRESH = 5_000
/** A part that does not answer within this is not well, ms. */
const PATIENCE = 3_000

const fine: PublicCheck = { ok: true }
const wrong = (why: string): PublicCheck => ({ ok: false, why })
const latest = new WeakMap<Env, PublicHealth>()

/** For uptime monitors: 200 when all is well, 503 with what is not. Nothing here is a secret. */
export const health = new Hono<{ Bindings: Env }>().get('/', async (c) => {
  const known = latest.get(c.env)
  const answer = known && known.at > Date.now() - FRESH ? known : await look(c.env)
  latest.set(c.env, answer)
  return c.json(answer, answer.ok ? 200 : 503)
})

async function look(env: Env): Promise<PublicHealth> {
  const at = Date.now()
  const [relay, database, discord, actions] = await Promise.all([
    check(lookAtRelay(env), 'What is known of the relay cannot be told.'),
    check(lookAtDatabases(env), 'The database does not answer.'),
    check(lookAtDiscord(env), 'What is left of Discord’s limits cannot be told.'),
    check(lookAtActions(env), 'Whether actions wait cannot be told.'),
  ])
  const checks = { relay, database, discord, actions }
  return { ok: Object.values(checks).every(({ ok }) => ok), version, at, checks }
}

/** A part that fails or takes too long is not well, and `why` says so. */
async function check(asked: Promise<PublicCheck>, why: string): Promise<PublicCheck> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<PublicCheck>((resolve) => (timer = setTimeout(() => resolve(wrong(why)), PATIENCE)))
  try {
    return await Promise.race([asked, late])
  } catch {
    return wrong(why)
  } finally {
    clearTimeout(timer)
  }
}

async function lookAtRelay(env: Env): Promise<PublicCheck> {
  const { online, heardAt, shards } = await env.RELAY.getByName('relay').health()
  if (heardAt === 0) return wrong('The gateway relay was never heard: it is not started, or cannot reach Wardroom.')
  if (!online) return wrong(`The gateway relay was last heard at ${new Date(heardAt).toISOString()}.`)
  const away = shards.filter(({ state }) => state !== 'ready').length
  return shards.length > 0 && away === shards.length ? wrong('No shard is connected to Discord.') : fine
}

async function lookAtDatabases(env: Env): Promise<PublicCheck> {
  const all = [registryDb(env), ...Array.from({ length: shardCount(env) }, (_, shard) => guildDb(env, shard))]
  await Promise.all(all.map((db) => db.run(sql`SELECT 1`)))
  return fine
}

async function lookAtDiscord(env: Env): Promise<PublicCheck> {
  const { pausedUntil } = await env.BUDGET.getByName('bot').figures()
  if (pausedUntil <= Date.now()) return fine
  return wrong(`Calls to Discord rest until ${new Date(pausedUntil).toISOString()}.`)
}

async function lookAtActions(env: Env): Promise<PublicCheck> {
  const since = await env.OPS.getByName('ops').waitingSince()
  if (since === null || Date.now() - since < ACTION_TOO_OLD) return fine
  return wrong(`An action waits since ${new Date(since).toISOString()}.`)
}
