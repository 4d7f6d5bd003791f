import type { SeatLevel } from './seat.ts'

/** Higher may do all that lower may. */
export const seatRank: Record<SeatLevel, number> = { viewer: 1, moderator: 2, admin: 3 }
