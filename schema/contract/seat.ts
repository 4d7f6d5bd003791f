import * as z from 'zod/mini'
import { Snowflake } from './ids.ts'

export { seatRank } from './ranks.ts'

/** What a person may do in the dashboard, lowest first. Owner and administrators have `admin` without being given it. */
export const SeatLevel = z.enum(['viewer', 'moderator', 'admin'])
export type SeatLevel = z.infer<typeof SeatLevel>

/** A seat given to a person or to everyone who has a role. */
export const Seat = z.object({
  subjectType: z.enum(['user', 'role']),
  subjectId: Snowflake,
  level: SeatLevel,
  givenBy: Snowflake,
  givenAt: z.int(),
})
export type Seat = z.infer<typeof Seat>
export const SeatInput = z.object({ subjectType: z.enum(['user', 'role']), subjectId: Snowflake, level: SeatLevel })

/** Who someone is in a guild right now, as the guild's object computes it from Discord and the seats. */
export interface Access {
  userId: Snowflake
  name: string
  level: SeatLevel
  /** how they came by it */
  via: 'owner' | 'administrator' | 'seat'
  /** Discord's server-wide permission bits, as a decimal string */
  permissions: string
}
