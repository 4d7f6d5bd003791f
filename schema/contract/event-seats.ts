import type { LiveEventType } from './live.ts'
import type { SeatLevel } from './seat.ts'

/** Events that are not for every seat: pages below hear only that there was one. */
export const eventSeats: Partial<Record<LiveEventType, SeatLevel>> = {
  'report.opened': 'moderator',
  'report.updated': 'moderator',
}
