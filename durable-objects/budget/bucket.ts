export type Priority = 'interactive' | 'sweep' | 'broadcast'

/** Discord's global limit for one bot, calls a second. */
export const CALLS_A_SECOND = 50
/** What each priority may at most use of it; the rest stays free for those before it. */
export const shares: Record<Priority, number> = { interactive: 50, sweep: 47, broadcast: 45 }

/** Calls already promised per second slot: the slot's number → calls. Kept small by `forget`. */
export type Slots = Map<number, number>

/**
 * Finds room for `calls` calls from `now` on and books it; gives the ms to wait before the first. A whole wish goes into one
 * second, so that its caller waits once; interactive calls find room that the others may not use. Broadcasts get their place
 * within the second too: Discord counts from a moment of its own, and two bursts side by side would be one to it.
 */
export function book(slots: Slots, wish: { calls: number; priority: Priority }, now: number): number {
  const share = shares[wish.priority]
  const calls = Math.min(wish.calls, share)
  const first = Math.floor(now / 1000)
  let slot = first
  while ((slots.get(slot) ?? 0) + calls > share) slot++
  const booked = slots.get(slot) ?? 0
  slots.set(slot, booked + calls)
  for (const old of slots.keys()) if (old < first) slots.delete(old)
  const place = wish.priority === 'broadcast' ? (booked / share) * 1000 : 0
  return Math.max(0, slot * 1000 + place - now)
}
