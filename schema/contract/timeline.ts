import * as z from 'zod/mini'
import { Person } from './action.ts'
import { Case } from './case.ts'
import { Snowflake } from './ids.ts'

/** What is kept of what happens with a member; together with who and when it names the event. */
export const MemberEventType = z.enum([
  'joined',
  'left',
  'username',
  'display_name',
  'nick',
  'roles',
  'timeout',
  'banned',
  'unbanned',
])
export type MemberEventType = z.infer<typeof MemberEventType>

/** What is kept beside; `by` is who did it and `case` ours, as Discord's audit log told. Times UTC ms. */
export const MemberEventDetail = z.object({
  /** of names; null: none */
  from: z.optional(z.nullable(z.string())),
  to: z.optional(z.nullable(z.string())),
  added: z.optional(z.array(Snowflake)),
  removed: z.optional(z.array(Snowflake)),
  /** the end of a timeout; null: it was taken back */
  until: z.optional(z.nullable(z.int())),
  /** left, because they were kicked */
  kicked: z.optional(z.boolean()),
  by: z.optional(Snowflake),
  case: z.optional(z.int()),
})
export type MemberEventDetail = z.infer<typeof MemberEventDetail>

export interface MemberEvent {
  userId: Snowflake
  at: number
  type: MemberEventType
  detail: MemberEventDetail
}

/** What a person's timeline can be narrowed to. */
export const TimelineKind = z.enum(['cases', 'notes', 'comings', 'names', 'roles', 'timeouts', 'reports', 'messages'])
export type TimelineKind = z.infer<typeof TimelineKind>

/** `after` is the cursor as the page before gave it. */
export const TimelineQuery = z.object({
  kind: z.optional(TimelineKind),
  after: z.optional(z.string().check(z.maxLength(200))),
})
export type TimelineQuery = z.infer<typeof TimelineQuery>

/** One line of it; `key` names it, also when it comes again changed. */
export const TimelineEntry = z.intersection(
  z.object({ key: z.string(), at: z.int() }),
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('event'),
      event: MemberEventType,
      detail: MemberEventDetail,
      by: z.nullable(Person),
    }),
    z.object({ type: z.literal('case'), case: Case }),
    z.object({
      type: z.literal('report'),
      number: z.int(),
      state: z.string(),
      /** what the first of its reporters said, and how many there are */
      topic: z.string(),
      text: z.string(),
      count: z.int(),
    }),
    /** how many messages they wrote on the day that begins then, UTC */
    z.object({ type: z.literal('messages'), count: z.int() }),
  ]),
)
export type TimelineEntry = z.infer<typeof TimelineEntry>
export interface TimelinePage {
  entries: TimelineEntry[]
  next: string | null
}
