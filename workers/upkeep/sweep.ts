import { HOUR, MINUTE } from '#schema/contract/kinds.ts'
import { guildDb, registryDb, shardCount } from '#schema/queries/guild-db.ts'
import { listOverdueGuilds } from '#schema/queries/cases.ts'
import { deleteExpiredSessions } from '#schema/queries/sessions.ts'
import { meter } from '#schema/meters/meter.ts'
import { noteMinute } from './note-minute.ts'
import { wakeBroadcasts } from './wake-broadcasts.ts'
import type { UpkeepMessage } from './upkeep-message.ts'

/** An end that is this late has missed its alarm, ms. */
const LATE = 60_000
/** What a queue takes at once. */
const BATCH = 100
const SESSIONS_A_CHUNK = 500
const CHUNKS = 20

/** Every minute: wakes the guilds whose temporary bans and timeouts should have ended, and forgets sessions that are over. */
export async function sweep(env: Env, now: number): Promise<void> {
  const done = await Promise.allSettled([
    wakeOverdue(env, now),
    wakeBroadcasts(env, now),
    forgetSessions(env, now),
    reconcileFleet(env),
    forgetLog(env, now),
  ])
  const [overdue, asleep] = done
  const noted = await Promise.allSettled([
    noteMinute(env, { overdue: valueOf(overdue), lateBroadcasts: valueOf(asleep) }),
  ])
  for (const part of [...done, ...noted])
    if (part.status === 'rejected') console.error({ event: 'sweep.failed', message: String(part.reason) })
}

const valueOf = <T>(part: PromiseSettledResult<T>): T | null => (part.status === 'fulfilled' ? part.value : null)

/** Gives how many there are. */
async function wakeOverdue(env: Env, now: number): Promise<number> {
  let overdue = 0
  for (let shard = 0; shard < shardCount(env); shard++) {
    const guildIds = await listOverdueGuilds(guildDb(env, shard), now - LATE)
    overdue += guildIds.length
    meter.add('queue.sent', guildIds.length)
    for (let i = 0; i < guildIds.length; i += BATCH)
      await env.UPKEEP.sendBatch(
        guildIds.slice(i, i + BATCH).map((guildId) => ({ body: { guildId } satisfies UpkeepMessage })),
      )
  }
  return overdue
}

/** Once an hour; what is left over waits for the next. */
async function forgetLog(env: Env, now: number): Promise<void> {
  if (now % HOUR >= MINUTE) return
  for (let chunk = 0; chunk < CHUNKS; chunk++) if (await env.OPS.getByName('ops').forgetOld()) return
}

const reconcileFleet = (env: Env): Promise<void> => env.FLEET.getByName('fleet').reconcile()

async function forgetSessions(env: Env, now: number): Promise<void> {
  const db = registryDb(env)
  for (let chunk = 0; chunk < CHUNKS; chunk++)
    if ((await deleteExpiredSessions(db, { now, limit: SESSIONS_A_CHUNK })) < SESSIONS_A_CHUNK) return
}
