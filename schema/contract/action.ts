import * as z from 'zod/mini'
import { Failure } from './failure.ts'
import { ActionId, Snowflake } from './ids.ts'
import { MAX_ANSWER } from './report-kinds.ts'
import {
  actionKinds,
  DAY,
  MAX_CONTAIN,
  MAX_DELETE_SECONDS,
  MAX_REASON,
  MAX_TEMPORARY_BAN,
  MAX_TIMEOUT,
  MIN_CONTAIN,
  MINUTE,
} from './kinds.ts'
import { written, writtenInLine } from './written.ts'

export * from './kinds.ts'

const Reason = z.string().check(written(), z.maxLength(MAX_REASON, `longer than ${MAX_REASON} characters`))
const onMember = { targetId: Snowflake, reason: z._default(Reason, '') }
const onChannel = { channelId: Snowflake, reason: z._default(Reason, '') }
const deleteSeconds = z._default(z.int().check(z.minimum(0), z.maximum(MAX_DELETE_SECONDS)), 0)
const duration = (max: number) =>
  z.int().check(z.minimum(MINUTE, 'shorter than a minute'), z.maximum(max, `longer than ${max / DAY} days`))

/** What can be done, one shape per kind. Durations are ms, `deleteSeconds` and slowmode `seconds` are seconds. */
export const Deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ban'), ...onMember, deleteSeconds }),
  z.object({ kind: z.literal('tempban'), ...onMember, deleteSeconds, duration: duration(MAX_TEMPORARY_BAN) }),
  z.object({
    kind: z.literal('softban'),
    ...onMember,
    deleteSeconds: z._default(z.int().check(z.minimum(0), z.maximum(MAX_DELETE_SECONDS)), 86_400),
  }),
  z.object({ kind: z.literal('unban'), ...onMember }),
  z.object({ kind: z.literal('kick'), ...onMember }),
  z.object({ kind: z.literal('timeout'), ...onMember, duration: duration(MAX_TIMEOUT) }),
  z.object({ kind: z.literal('untimeout'), ...onMember }),
  z.object({
    kind: z.literal('warn'),
    targetId: Snowflake,
    reason: Reason.check(z.minLength(1, 'a warning needs a reason')),
    /** one of the server's severities by name; the usual one when it is left out */
    severity: z.optional(z.string().check(writtenInLine(), z.minLength(1), z.maxLength(40))),
  }),
  /** takes back a warning: the case it is about, or else the latest that still counts */
  z.object({ kind: z.literal('unwarn'), ...onMember }),
  z.object({
    kind: z.literal('note'),
    targetId: Snowflake,
    reason: Reason.check(z.minLength(1, 'a note needs a text')),
  }),
  z.object({
    kind: z.literal('purge'),
    ...onChannel,
    count: z.int().check(z.minimum(1), z.maximum(500)),
    fromId: z.optional(Snowflake),
  }),
  z.object({ kind: z.literal('slowmode'), ...onChannel, seconds: z.int().check(z.minimum(0), z.maximum(21_600)) }),
  z.object({ kind: z.literal('lock'), ...onChannel }),
  z.object({ kind: z.literal('unlock'), ...onChannel }),
  /** raid mode, or while it is on a new end of it; `verification` is the least level, null leaves it as it is */
  z.object({
    kind: z.literal('contain'),
    reason: z._default(Reason, ''),
    duration: z
      .int()
      .check(z.minimum(MIN_CONTAIN, 'shorter than five minutes'), z.maximum(MAX_CONTAIN, 'longer than a day')),
    invites: z._default(z.boolean(), true),
    dms: z._default(z.boolean(), true),
    verification: z._default(z.nullable(z.int().check(z.minimum(0), z.maximum(4))), 4),
  }),
  z.object({ kind: z.literal('release'), reason: z._default(Reason, '') }),
])
export type Deed = z.infer<typeof Deed>
/** A deed as a form or command writes it, before defaults are filled in. */
export type DeedInput = z.input<typeof Deed>
export type ActionKind = Deed['kind']
export type DeedOf<K extends ActionKind> = Extract<Deed, { kind: K }>

const { reason: reasonOf } = onMember
const said = Reason.check(z.minLength(1, 'a reason is needed'))
/** What can be done to many people alike: a deed without its target. */
export const DeedOn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ban'), reason: reasonOf, deleteSeconds }),
  z.object({ kind: z.literal('tempban'), reason: reasonOf, deleteSeconds, duration: duration(MAX_TEMPORARY_BAN) }),
  z.object({ kind: z.literal('softban'), reason: reasonOf, deleteSeconds }),
  z.object({ kind: z.literal('unban'), reason: reasonOf }),
  z.object({ kind: z.literal('kick'), reason: reasonOf }),
  z.object({ kind: z.literal('timeout'), reason: reasonOf, duration: duration(MAX_TIMEOUT) }),
  z.object({ kind: z.literal('untimeout'), reason: reasonOf }),
  z.object({
    kind: z.literal('warn'),
    reason: said,
    severity: z.optional(z.string().check(writtenInLine(), z.minLength(1), z.maxLength(40))),
  }),
  z.object({ kind: z.literal('note'), reason: said }),
])
export type DeedOn = z.infer<typeof DeedOn>

export const ActionKind = z.enum(Object.keys(actionKinds) as [ActionKind, ...ActionKind[]])

/**
 * From where an action was asked. `discord` is by hand in Discord itself; `schedule` is the end of a temporary one;
 * `escalation` is a step of the ladder that warnings climb; `import` came from elsewhere and was never performed here.
 */
export const Source = z.enum([
  'dashboard',
  'slash',
  'context_menu',
  'discord',
  'schedule',
  'sweep',
  'report',
  'escalation',
  'import',
])
export type Source = z.infer<typeof Source>
/** Messages by where they stand, at most ten. */
export const MessageRefs = z.array(z.object({ channelId: Snowflake, messageId: Snowflake })).check(z.maxLength(10))
export type MessageRef = z.infer<typeof MessageRefs>[number]

/** A person as shown: name and avatar hash as of then. */
export const Person = z.object({
  id: Snowflake,
  name: z.string(),
  avatar: z.optional(z.nullable(z.string())),
  bot: z.optional(z.boolean()),
})
export type Person = z.infer<typeof Person>

/** Who acts. The system acts only to end what a person began. */
export const Actor = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user'), user: Person }),
  z.object({ type: z.literal('system') }),
])
export type Actor = z.infer<typeof Actor>

/** One moderation action, whoever asks; `at` is UTC ms. `reply` lets the guild's object edit the deferred answer. */
export const Action = z.object({
  id: ActionId,
  guildId: Snowflake,
  deed: Deed,
  actor: Actor,
  source: Source,
  at: z.int(),
  /** the case this one ends or reverses */
  about: z.optional(z.int()),
  /** the sweep it is part of */
  sweepId: z.optional(z.string()),
  /** messages to keep a copy of, taken before anything is deleted */
  evidence: z.optional(MessageRefs),
  /** the report it answers, and what the reporters are told once it is done; without `answer`, nothing */
  report: z.optional(z.int()),
  answer: z.optional(z.string().check(z.maxLength(MAX_ANSWER))),
  /** asked although someone else acted on the same person just now */
  despite: z.optional(z.boolean()),
  reply: z.optional(z.object({ applicationId: Snowflake, token: z.string() })),
  /** of the HTTP request or interaction that asked for it */
  requestId: z.optional(z.string().check(z.maxLength(100))),
})
export type Action = z.infer<typeof Action>

/** What the asker sends: the deed, and an id of its own making. */
export const ActionRequest = z.object({
  id: ActionId,
  deed: Deed,
  about: z.optional(z.int()),
  evidence: z.optional(MessageRefs),
  report: z.optional(z.int().check(z.minimum(1))),
  answer: z.optional(z.string().check(written(), z.maxLength(MAX_ANSWER))),
  despite: z.optional(z.boolean()),
})
export type ActionRequest = z.infer<typeof ActionRequest>
export type ActionRequestInput = z.input<typeof ActionRequest>

export const DmStatus = z.discriminatedUnion('status', [
  z.object({ status: z.literal('sent') }),
  z.object({ status: z.literal('failed'), code: z.int(), message: z.string() }),
  z.object({ status: z.literal('skipped'), why: z.enum(['not_a_member', 'switched_off', 'not_for_this_kind', 'bot']) }),
  /** sent, then taken back because Discord refused the action itself */
  z.object({ status: z.literal('withdrawn') }),
])
export type DmStatus = z.infer<typeof DmStatus>

/** How an action ended, or that it goes on; `duplicate` marks the answer to an id seen before. */
export const Outcome = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    actionId: z.string(),
    state: z.enum(['pending', 'done', 'unknown']),
    number: z.optional(z.int()),
    message: z.string(),
    dm: z.optional(DmStatus),
    duplicate: z.optional(z.boolean()),
  }),
  Failure,
])
export type Outcome = z.infer<typeof Outcome>
