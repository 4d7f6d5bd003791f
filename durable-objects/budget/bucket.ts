export type Priority = 'interactive' | 'sweep' | 'broadcast'

/** Discord's global limit for one bot, calls a second. */
export const CALLS_A_SECOND = 50
/** What each priority may at most use of it; the rest stays free for those before it. */
export const shares: Record<Priority, number> = { interactive: 50, sweep: 47, broadcast: 45 }

/** Calls already promised per second slot: the slot's number → calls. Kept small by `forget`. */
export type Slots = Map<number, number>

/**
 * Finds room for `calls` calls from `now` on and books it; gives the ms to wait before the first. A whole wish goes into one
 * second, so that its caller waits once; interactive calls find room that the others may not use.
 */
export function book(slots: Slots, wish: { calls: number; priority: Priority }, now: number): number {
  const share = shares[wish.priority]
  const calls = Math.min(wish.calls, share)
  const first = Math.floor(now / 1000)
  let slot = first
  while ((slots.get(slot) ?? 0) + calls > share) slot++
  slots.set(slot, (slots.get(slot) ?? 0) + calls)
  for (const old of slots.keys()) if (old < first) slots.delete(old)
  return slot === first ? 0 : slot * 1000 - now
}
