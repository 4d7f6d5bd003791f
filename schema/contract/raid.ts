import * as z from 'zod/mini'
import { Person } from './action.ts'
import { Snowflake } from './ids.ts'

/** What raid mode does to a server. */
export const RaidPart = z.enum(['invites', 'dms', 'verification'])
export type RaidPart = z.infer<typeof RaidPart>

/** Raid mode while it is on; times UTC ms. */
export const RaidMode = z.object({
  /** the case that began it, which stays open until all is as before */
  number: z.int(),
  since: z.int(),
  until: z.int(),
  by: z.nullable(Person),
  /** the level of verification it holds; null when it left that alone */
  level: z.nullable(z.int()),
  /** what it holds now */
  held: z.array(RaidPart),
  /** what somebody put back by hand in Discord */
  byHand: z.array(RaidPart),
  /** what Discord refused, in words */
  failed: z.array(z.object({ part: RaidPart, message: z.string() })),
  /** why what should have ended could not be ended yet */
  endError: z.nullable(z.string()),
})
export type RaidMode = z.infer<typeof RaidMode>

/** A spike of joins: one alert a wave, kept up to date while it goes on. Times UTC ms. */
export const RaidAlert = z.object({
  id: z.string(),
  startedAt: z.int(),
  /** null: it goes on */
  endedAt: z.nullable(z.int()),
  joins: z.int(),
  /** the first and the last to join, as Discord dates it */
  joinedFrom: z.int(),
  joinedTo: z.int(),
  /** how many of them have no avatar, and an account younger than a day */
  noAvatar: z.int(),
  young: z.int(),
  /** how most of their names begin (`free*`), and how many do; null: they have nothing in common */
  pattern: z.nullable(z.object({ text: z.string(), count: z.int() })),
  /** the message in the alert channel, or why there is none; null: none is wanted, or it is on its way */
  post: z.nullable(
    z.union([z.object({ channelId: Snowflake, messageId: Snowflake }), z.object({ error: z.string() })]),
  ),
  dismissed: z.nullable(z.object({ by: Person, at: z.int() })),
})
export type RaidAlert = z.infer<typeof RaidAlert>

/** All that a page shows of raids: the mode, and the latest alerts, newest first. */
export interface RaidState {
  mode: RaidMode | null
  alerts: RaidAlert[]
  /** how long raid mode holds unless told otherwise, minutes */
  holdMinutes: number
  /** what the bot lacks for it, in words; null: nothing */
  botLacks: string | null
}
