/** Discord blocks an address after 10,000 invalid answers in 10 minutes; Wardroom stops far before. */
export const WINDOW = 10 * 60_000
export const MOST_INVALID = 2_000
/** After error 1015 the address itself is limited: everything rests this long. */
const BLOCKED_REST = 30_000

/** What the budget remembers of Discord's refusals; times UTC ms. It is stored, so a restart does not forget a pause. */
export interface Breaker {
  windowFrom: number
  invalid: number
  pausedUntil: number
}
export const closedBreaker: Breaker = { windowFrom: 0, invalid: 0, pausedUntil: 0 }

/** What Discord answered, when it is something to learn from: 401, 403, 429 (with scope and wait), 1015. */
export interface Seen {
  status: number
  scope?: 'user' | 'global' | 'shared'
  retryMs?: number
  cloudflare?: boolean
}

/** The breaker after an answer. A 429 of shared scope is nobody's fault and does not count. */
export function learn(breaker: Breaker, seen: Seen, now: number): Breaker {
  const next = now - breaker.windowFrom > WINDOW ? { ...breaker, windowFrom: now, invalid: 0 } : { ...breaker }
  const counts = seen.status === 401 || seen.status === 403 || seen.status === 429
  if (counts && seen.scope !== 'shared') next.invalid++
  if (seen.scope === 'global') next.pausedUntil = Math.max(next.pausedUntil, now + (seen.retryMs ?? 1000))
  if (seen.cloudflare) next.pausedUntil = Math.max(next.pausedUntil, now + (seen.retryMs ?? BLOCKED_REST))
  if (next.invalid >= MOST_INVALID) next.pausedUntil = Math.max(next.pausedUntil, next.windowFrom + WINDOW)
  return next
}
