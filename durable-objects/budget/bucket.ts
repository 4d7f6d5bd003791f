export type Priority = 'interactive' | 'sweep' | 'broadcast'

/** Discord's global limit for one bot, calls a second. */
export const CALLS_A_SECOND = 50
/** What each priority may at most use of it; the rest stays free for those before it. */
export const shares: Record<Priority, number> = { interactive: 50, sweep: 47, broadcast: 45 }

/** Calls already promised per second, and from when on the next broadcast's may begin, UTC ms. */
export interface Promised {
  seconds: Map<number, number>
  pacedFrom: number
}
export const nothingPromised = (): Promised => ({ seconds: new Map(), pacedFrom: 0 })

/**
 * Finds room for `calls` calls from `now` on and books it; gives the ms to wait before the first. A wish goes into one second
 * whole, so that its caller waits once; interactive calls find room that the others may not use. Broadcasts go out one by one,
 * evenly, and give way by as much as the others take: Discord's seconds begin when it likes, and two bursts on either side of
 * ours would be one to it.
 */
export function book(promised: Promised, wish: { calls: number; priority: Priority }, now: number): number {
  const { seconds } = promised
  const share = shares[wish.priority]
  const calls = Math.min(wish.calls, share)
  const first = Math.floor(now / 1000)
  for (const old of seconds.keys()) if (old < first) seconds.delete(old)
  const isPaced = wish.priority === 'broadcast'
  let at = isPaced ? Math.max(now, promised.pacedFrom) : now
  let slot = Math.floor(at / 1000)
  while ((seconds.get(slot) ?? 0) + calls > share) at = ++slot * 1000
  seconds.set(slot, (seconds.get(slot) ?? 0) + calls)
  promised.pacedFrom = Math.max(at, promised.pacedFrom) + (calls * 1000) / shares.broadcast
  return at - now
}
