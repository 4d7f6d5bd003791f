import type { Person } from './action.ts'
import type { SeatLevel } from './seat.ts'
import type { Snowflake } from './ids.ts'

/** Who is signed in. */
export interface SessionInfo {
  user: Person
  developer: boolean
  expiresAt: number
  /** where pictures come from, without a slash at the end */
  cdn: string
  /** adds the bot to a server; `&guild_id=` may be appended */
  invite: string
}

/** A server in the picker. `access` null: the bot is not there, but this person could invite it. */
export interface PickerGuild {
  id: Snowflake
  name: string
  icon: string | null
  memberCount: number | null
  access: SeatLevel | null
}
