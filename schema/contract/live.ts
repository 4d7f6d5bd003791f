import * as z from 'zod/mini'
import { ActionKind, Person } from './action.ts'
import { Case } from './case.ts'
import { ThreadEntry } from './comment.ts'
import { Channel, Member, Role } from './guild.ts'
import { Snowflake } from './ids.ts'
import { Presence } from './presence.ts'
import { Report } from './report.ts'
import { RaidAlert, RaidMode } from './raid.ts'
import { Import } from './import.ts'
import { Sweep } from './sweep.ts'
import { ViewPage } from './view.ts'

/** Numbers at the top of the Overview, all of the last 24 h unless named otherwise. */
export const Kpis = z.object({
  members: z.int(),
  joins: z.int(),
  leaves: z.int(),
  messages: z.int(),
  /** cases opened, by anyone */
  actions: z.int(),
  /** temporary bans and timeouts running now */
  running: z.int(),
  /** ends that are overdue because Discord does not agree */
  overdue: z.int(),
})
export type Kpis = z.infer<typeof Kpis>

/** What a guild tells its open pages. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('case.opened'), data: Case }),
  z.object({ type: z.literal('case.updated'), data: Case }),
  /** a case's thread got an entry, or one of it changed */
  z.object({ type: z.literal('case.commented'), data: ThreadEntry }),
  z.object({
    type: z.literal('action.accepted'),
    data: z.object({
      actionId: z.string(),
      kind: ActionKind,
      target: z.nullable(Person),
      targetId: z.optional(z.nullable(Snowflake)),
      channelId: z.nullable(Snowflake),
      actor: z.nullable(Person),
    }),
  }),
  z.object({
    type: z.literal('action.refused'),
    data: z.object({
      actionId: z.string(),
      kind: ActionKind,
      code: z.string(),
      message: z.string(),
      target: z.nullable(Person),
    }),
  }),
  z.object({ type: z.literal('member.joined'), data: Member }),
  z.object({
    type: z.literal('member.updated'),
    data: z.object({
      member: Member,
      rolesAdded: z.array(Snowflake),
      rolesRemoved: z.array(Snowflake),
      was: z.optional(z.string()),
    }),
  }),
  z.object({ type: z.literal('member.left'), data: Person }),
  /** how many cases are about these members now */
  z.object({ type: z.literal('members.counted'), data: z.object({ cases: z.record(Snowflake, z.int()) }) }),
  z.object({ type: z.literal('ban.added'), data: Person }),
  z.object({ type: z.literal('ban.removed'), data: Person }),
  z.object({ type: z.literal('voice.moved'), data: z.object({ person: Person, channelId: z.nullable(Snowflake) }) }),
  z.object({ type: z.literal('role.saved'), data: z.object({ role: Role, created: z.boolean() }) }),
  z.object({ type: z.literal('role.deleted'), data: z.object({ roleId: Snowflake, name: z.string() }) }),
  z.object({ type: z.literal('channel.saved'), data: z.object({ channel: Channel, created: z.boolean() }) }),
  z.object({ type: z.literal('channel.deleted'), data: z.object({ channelId: Snowflake, name: z.string() }) }),
  z.object({ type: z.literal('guild.updated'), data: z.object({ name: z.string(), icon: z.nullable(z.string()) }) }),
  z.object({
    type: z.literal('messages.counted'),
    data: z.object({ total: z.int(), channels: z.record(Snowflake, z.int()) }),
  }),
  /** messages that somebody looked at lately, as evidence or reported, are no longer in Discord */
  z.object({ type: z.literal('messages.gone'), data: z.object({ messageIds: z.array(Snowflake) }) }),
  z.object({ type: z.literal('kpis.changed'), data: Kpis }),
  /** cases that came many at once, such as from a sweep: from this number to that; refetch what is shown of them */
  z.object({
    type: z.literal('cases.opened'),
    data: z.object({ from: z.int(), to: z.int(), sweepId: z.nullable(z.string()) }),
  }),
  z.object({ type: z.literal('cases.updated'), data: z.object({ numbers: z.array(z.int()) }) }),
  z.object({ type: z.literal('import.changed'), data: Import }),
  /** refetch the saved views of this page */
  z.object({ type: z.literal('views.changed'), data: z.object({ page: ViewPage }) }),
  z.object({ type: z.literal('sweep.changed'), data: Sweep }),
  z.object({ type: z.literal('sweep.discarded'), data: z.object({ id: z.string() }) }),
  /** raid mode as it is now; null: it is off */
  z.object({ type: z.literal('raid.changed'), data: z.object({ mode: z.nullable(RaidMode) }) }),
  z.object({ type: z.literal('raid.alert'), data: RaidAlert }),
  /** a report, and how many are open now */
  z.object({ type: z.literal('report.opened'), data: z.object({ report: Report, open: z.int() }) }),
  z.object({ type: z.literal('report.updated'), data: z.object({ report: Report, open: z.int() }) }),
  /** rows were added to the audit log, from this number to that; those who may see it fetch them */
  z.object({ type: z.literal('audit.appended'), data: z.object({ from: z.int(), to: z.int() }) }),
  /** refetch these: someone changed seats, settings, or the members were read anew */
  z.object({ type: z.literal('seats.changed'), data: z.object({}) }),
  z.object({ type: z.literal('settings.changed'), data: z.object({}) }),
  z.object({ type: z.literal('members.synced'), data: z.object({ known: z.int(), done: z.boolean() }) }),
  /** the gateway relay: while it is not online the page shows that Discord's changes do not arrive */
  z.object({ type: z.literal('relay.changed'), data: z.object({ online: z.boolean(), at: z.int() }) }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
export type LiveEventType = LiveEvent['type']

/** One event in a guild's stream; `seq` counts up per guild, `at` is UTC ms. */
export const LiveFrame = z.intersection(z.object({ seq: z.int(), at: z.int() }), LiveEvent)
export type LiveFrame = z.infer<typeof LiveFrame>

/**
 * What comes down a socket. After `hello` (with `resync` when the ring no longer holds what was missed: refetch everything)
 * follow frames, several in one message when they come fast. The client sends the text `ping` and gets `pong`, and says what
 * it looks at (contract/presence.ts).
 */
export const ServerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), seq: z.int(), at: z.int(), resync: z.boolean(), relayOnline: z.boolean() }),
  z.object({ kind: z.literal('frames'), frames: z.array(LiveFrame) }),
  Presence,
])
export type ServerMessage = z.infer<typeof ServerMessage>

/** Close codes of the live socket; anything else is a fault to reconnect from. */
export const LiveClose = { signedOut: 4001, forbidden: 4003, tooMany: 4008, replaced: 4009 } as const

/** First paint of the Overview: numbers, and the latest events that make a feed, newest first. */
export interface Overview {
  kpis: Kpis
  /** hourly, oldest first, 24 values each */
  hours: { messages: number[]; joins: number[]; leaves: number[]; actions: number[] }
  /** the hour (UTC ms) of the first value */
  from: number
  feed: LiveFrame[]
  seq: number
  relayOnline: boolean
  /** when Wardroom came to the server and counting began, UTC ms */
  since: number
}
