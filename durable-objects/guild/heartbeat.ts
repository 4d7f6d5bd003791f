import { meter } from '#schema/meters/meter.ts'
import type { ActionPath } from './action-path.ts'
import type { LiveSide } from './live-side.ts'

/** Tells the developers' figures, in passing, that the server's object is at work: its open pages, and since when something waits. */
export function heartbeat(env: Env, guildId: string, of: { live: LiveSide; actions: ActionPath }): () => void {
  meter.use(env)
  return () => meter.guild(guildId, { sockets: of.live.sockets.count, waitingSince: of.actions.urgent.since })
}
