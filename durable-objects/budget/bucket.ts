export type Priority = 'interactive' | 'sweep' | 'broadcast'

/** Discord's global limit for one bot, calls a second. */
export const CALLS_A_SECOND = 50
/** What each priority may at most use of it; the rest stays free for those before it. */
export const shares: Record<Priority, number> = { interactive: 50, sweep: 47, broadcast: 45 }

/** Calls already promised, by the moment they may begin (UTC ms), in order; and from when on the next broadcast's may. */
export interface Promised {
  booked: { at: number; calls: number }[]
  pacedFrom: number
}
export const nothingPromised = (): Promised => ({ booked: [], pacedFrom: 0 })

const SECOND = 1_000

/**
 * Finds room for `calls` calls from `now` on and books it; gives the ms to wait before the first. Discord's seconds begin when it
 * likes, so none that one could think of has more than its share. A wish goes out whole, so that its caller waits once; interactive
 * calls find room that the others may not use. Broadcasts go out one by one, evenly, and give way by as much as the
 * others take.
 */
export function book(promised: Promised, wish: { calls: number; priority: Priority }, now: number): number {
  const share = shares[wish.priority]
  const calls = Math.min(wish.calls, share)
  const booked = promised.booked.filter(({ at }) => at > now - SECOND)
  const isPaced = wish.priority === 'broadcast'
  const from = isPaced ? Math.max(now, promised.pacedFrom) : now
  const later = booked.map(({ at }) => at + SECOND).filter((at) => at > from)
  const at = [from, ...later].find((one) => hasRoom(booked, one, share - calls)) ?? from
  const place = booked.findIndex((one) => one.at > at)
  booked.splice(place < 0 ? booked.length : place, 0, { at, calls })
  promised.booked = booked
  promised.pacedFrom = Math.max(at, promised.pacedFrom) + (calls * SECOND) / shares.broadcast
  return at - now
}

/** Whether no second that has this moment in it has more than `most` calls already. */
const hasRoom = (booked: Promised['booked'], at: number, most: number): boolean =>
  [at, ...booked.map((one) => one.at).filter((start) => start > at - SECOND && start < at)].every(
    (start) =>
      booked.reduce((sum, one) => (one.at >= start && one.at < start + SECOND ? sum + one.calls : sum), 0) <= most,
  )
