import { DAY } from '#schema/contract/action.ts'
import { formatClock, formatDay } from '#web/primitives/format.ts'

/** In a server's first day, since when its events are counted: what came before, Wardroom has not heard. Both UTC ms. */
export function countedSince(since: number, now: number): string | undefined {
  if (now - since >= DAY) return undefined
  return `since ${formatClock(since)}${formatDay(since) === formatDay(now) ? '' : ' yesterday'}`
}
