import * as z from 'zod/mini'
import { DmStatus, Person } from './action.ts'
import { Snowflake } from './ids.ts'
import { MAX_ANSWER, MAX_REPORT, reportStates, reportTopics, type ReportState as State } from './report-kinds.ts'
import { written } from './written.ts'

export * from './report-kinds.ts'

const Topic = z.enum(Object.keys(reportTopics) as [keyof typeof reportTopics, ...(keyof typeof reportTopics)[]])
const State = z.enum(Object.keys(reportStates) as [State, ...State[]])

/** A message as it was when it was reported, so that the report outlives it. Times UTC ms. */
export const ReportedMessage = z.object({
  channelId: Snowflake,
  messageId: Snowflake,
  author: Person,
  text: z.string().check(z.maxLength(4_000)),
  attachments: z.array(z.object({ name: z.string(), type: z.nullable(z.string()), bytes: z.int() })),
  embeds: z.array(z.object({ title: z.string(), text: z.string(), url: z.nullable(z.string()) })),
  sentAt: z.int(),
  editedAt: z.nullable(z.int()),
})
export type ReportedMessage = z.infer<typeof ReportedMessage>

/** What a report's form is about, kept until the form comes back: `id` is the interaction that opened it. */
export const ReportDraft = z.object({ id: Snowflake, target: Person, message: z.nullable(ReportedMessage) })
export type ReportDraft = z.infer<typeof ReportDraft>

/** What the reporter says. */
export const ReportSaid = z.object({
  topic: Topic,
  text: z.string().check(written(), z.maxLength(MAX_REPORT)),
})
export type ReportSaid = z.infer<typeof ReportSaid>

/** A report as it is filed: of what is said here, or of the draft kept under `draftId`. */
export interface Filing extends ReportSaid {
  /** the interaction's id: filing it twice is one report */
  id: Snowflake
  reporter: Person
  surface: 'slash' | 'context_menu'
  of: { draftId: Snowflake } | { target: Person }
}

/** One of those who reported it; `told` is what became of the answer to them. */
const Reporter = z.extend(ReportSaid, {
  person: Person,
  at: z.int(),
  filingId: Snowflake,
  told: z.nullable(DmStatus),
})
export type Reporter = z.infer<typeof Reporter>

/**
 * A report of a message or a person. `number` counts per guild. open ⇄ taken → resolved or dismissed, and open again when it
 * is reopened; `turn` counts these changes, so that nobody decides on what has changed meanwhile. Times UTC ms.
 */
export const Report = z.object({
  guildId: Snowflake,
  number: z.int(),
  state: State,
  turn: z.int(),
  target: Person,
  message: z.nullable(ReportedMessage),
  /** who reported it, first to last; more than fit are only counted */
  reporters: z.array(Reporter),
  count: z.int(),
  assignee: z.nullable(Person),
  createdAt: z.int(),
  changedAt: z.int(),
  endedAt: z.nullable(z.int()),
  endedBy: z.nullable(Person),
  /** why it was dismissed */
  why: z.string(),
  /** what was done about it */
  cases: z.array(z.int()),
  /** what its reporters are told; null: nothing */
  answer: z.nullable(z.string()),
  /** the message in the channel for reports */
  post: z.nullable(
    z.union([z.object({ channelId: Snowflake, messageId: Snowflake }), z.object({ error: z.string() })]),
  ),
})
export type Report = z.infer<typeof Report>

const turn = z.int()
const answer = z._default(z.nullable(z.string().check(written(), z.maxLength(MAX_ANSWER))), null)

/** What a moderator does about a report; `turn` is that of the report they see, `answer` null tells the reporters nothing. */
export const ReportChange = z.discriminatedUnion('do', [
  /** `to`: someone else than oneself */
  z.object({ do: z.literal('take'), turn, to: z.optional(Snowflake) }),
  z.object({ do: z.literal('release'), turn }),
  z.object({
    do: z.literal('dismiss'),
    turn,
    why: z.string().check(written(), z.minLength(1, 'a reason is needed'), z.maxLength(MAX_REPORT)),
    answer,
  }),
  z.object({ do: z.literal('reopen'), turn }),
])
export type ReportChange = z.infer<typeof ReportChange>
export type ReportChangeInput = z.input<typeof ReportChange>

/** Filters of the queue, all optional, all in the URL; `before` is the keyset cursor (a report's number). */
export const ReportQuery = z.object({
  state: z.optional(State),
  /** nobody: `none` */
  assignee: z.optional(z.union([z.literal('none'), Snowflake])),
  target: z.optional(Snowflake),
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))),
})
export type ReportQuery = z.infer<typeof ReportQuery>

export interface ReportPage {
  reports: Report[]
  /** pass as `before` for the next page; null at the end. A page may hold fewer than fit, even none, and go on. */
  next: number | null
}
