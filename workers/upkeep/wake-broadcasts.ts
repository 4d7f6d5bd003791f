import { listDueBroadcasts } from '#schema/queries/broadcasts.ts'
import { registryDb } from '#schema/queries/guild-db.ts'

/** The safety net behind the alarms: wakes the broadcasts that should be on their way, and gives how many were asleep. */
export async function wakeBroadcasts(env: Env, now: number): Promise<number> {
  const due = await listDueBroadcasts(registryDb(env), now)
  const asleep = await Promise.all(due.map((id) => env.BROADCAST.getByName(id).wake()))
  return asleep.filter(Boolean).length
}
