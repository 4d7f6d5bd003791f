import * as z from 'zod/mini'
import { DeedOn, Person } from './action.ts'
import type { Failure } from './failure.ts'
import { Snowflake } from './ids.ts'
import { MemberFilter } from './guild.ts'
import { written } from './written.ts'

/** As many as one sweep takes. */
export const MAX_SWEEP = 10_000

/** What a sweep does to each; `reverse` undoes the case the target was picked by, with its kind's inverse. */
export const SweepDeed = z.discriminatedUnion('kind', [
  DeedOn,
  z.object({ kind: z.literal('reverse'), reason: z.string().check(written(), z.maxLength(512)) }),
])
export type SweepDeed = z.infer<typeof SweepDeed>

/** Whom a sweep is about; times UTC ms. */
export const SweepSource = z.discriminatedUnion('type', [
  /** pasted or selected */
  z.object({ type: z.literal('ids'), ids: z.array(Snowflake).check(z.minLength(1), z.maxLength(MAX_SWEEP)) }),
  /** whoever matches now, in the server */
  z.object({ type: z.literal('members'), filter: MemberFilter }),
  /** the targets of these cases, each with its case */
  z.object({ type: z.literal('cases'), numbers: z.array(z.int()).check(z.minLength(1), z.maxLength(MAX_SWEEP)) }),
  /** what this sweep did */
  z.object({ type: z.literal('sweep'), sweepId: z.string() }),
  /** what this moderator did in this time */
  z.object({ type: z.literal('moderator'), userId: Snowflake, from: z.int(), to: z.int() }),
])
export type SweepSource = z.infer<typeof SweepSource>

/** What a plan makes of a target. Only `act` is acted on; `left` and `unseen` are, too, for what works on non-members. */
export const Verdict = z.enum([
  'act',
  /** not in the server any more */
  'left',
  /** never seen here: Discord will tell whether the account exists */
  'unseen',
  'already',
  'staff',
  'protected_role',
  'outranks_you',
  'outranks_bot',
  'owner',
  'bot',
  'self',
  'not_member',
  'not_reversible',
  'reversed',
  'unknown_account',
])
export type Verdict = z.infer<typeof Verdict>

export const ItemState = z.enum(['planned', 'left_out', 'excluded', 'pending', 'done', 'failed', 'unknown'])
export type ItemState = z.infer<typeof ItemState>

/** One target of a sweep. `excluded` by the plan, `left_out` by a person. */
export const SweepItem = z.object({
  /** its place in the sweep, from 1 */
  position: z.int(),
  targetId: Snowflake,
  person: z.nullable(Person),
  verdict: Verdict,
  /** whether the sweep would act on it unless it is left out */
  acts: z.boolean(),
  joinedAt: z.nullable(z.int()),
  /** the case to reverse */
  about: z.nullable(z.int()),
  state: ItemState,
  caseNumber: z.nullable(z.int()),
  failure: z.nullable(z.object({ code: z.string(), message: z.string() })),
})
export type SweepItem = z.infer<typeof SweepItem>

/**
 * planned → (awaiting_approval →) running ⇄ paused → done, or stopped. `parked`: waits by itself until `parkedUntil`, as when
 * Discord's limit on bans is reached.
 */
export const SweepState = z.enum(['planned', 'awaiting_approval', 'running', 'parked', 'paused', 'done', 'stopped'])
export type SweepState = z.infer<typeof SweepState>

export const Sweep = z.object({
  id: z.string(),
  guildId: Snowflake,
  state: SweepState,
  /** of `ids` and `numbers` only the first 25: `counts.total` says how many there are */
  source: SweepSource,
  deed: SweepDeed,
  /** tell each by DM; then bans go one by one */
  dm: z.boolean(),
  plannedBy: Person,
  plannedAt: z.int(),
  startedBy: z.nullable(Person),
  startedAt: z.nullable(z.int()),
  approvedBy: z.nullable(Person),
  /** whose permission it acts with: who started it, or who resumed it last */
  responsible: z.optional(z.nullable(Person)),
  /** the list of bans is still being read: some may turn out to be banned already */
  settling: z.optional(z.boolean()),
  endedAt: z.nullable(z.int()),
  /** why it waits, in words; with `parkedUntil` it goes on by itself */
  why: z.nullable(z.object({ code: z.string(), message: z.string() })),
  parkedUntil: z.nullable(z.int()),
  /** how many in all, and of each: acted on or to be, left aside, and what became of them */
  counts: z.object({
    total: z.int(),
    acting: z.int(),
    leftOut: z.int(),
    excluded: z.int(),
    done: z.int(),
    failed: z.int(),
    unknown: z.int(),
  }),
  verdicts: z.partialRecord(Verdict, z.int()),
  /** how many calls to Discord it will take, and about how long (ms) at the pace they are allowed */
  calls: z.int(),
  expectedMs: z.int(),
  /** and how long should all whom nobody has seen here turn out to be no accounts, as each of those is asked for */
  longestMs: z.optional(z.int()),
  /** whether it needs a second moderator before it starts */
  needsApproval: z.boolean(),
  /** the sweep it undoes */
  undoes: z.nullable(z.string()),
  /** when its list of people was dropped, as it had been kept long enough; what was done to them stays on record as cases */
  droppedAt: z.optional(z.int()),
})
export type Sweep = z.infer<typeof Sweep>

/** Asks for a plan: nothing happens to anybody. */
export const PlanRequest = z.object({ source: SweepSource, deed: SweepDeed, dm: z._default(z.boolean(), false) })
export type PlanRequest = z.infer<typeof PlanRequest>

/** Filters of a sweep's items; `after` is the position of the last one of the page before. */
export const ItemQuery = z.object({
  state: z.optional(ItemState),
  verdict: z.optional(Verdict),
  failure: z.optional(z.string()),
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  after: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
})
export type ItemQuery = z.infer<typeof ItemQuery>
export interface ItemPage {
  items: SweepItem[]
  next: number | null
}

/** The list of sweeps, newest first; `before` is the keyset cursor as the page before gave it. */
export const SweepQuery = z.object({ before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) })
export type SweepQuery = z.infer<typeof SweepQuery>
export interface SweepPage {
  sweeps: Sweep[]
  next: number | null
}

/** Changes a plan: what it does, or whom it leaves out. */
export const PlanChange = z.object({
  deed: z.optional(SweepDeed),
  dm: z.optional(z.boolean()),
  leaveOut: z.optional(z.array(z.int())),
  takeIn: z.optional(z.array(z.int())),
  /** everyone of these verdicts */
  leaveOutVerdicts: z.optional(z.array(Verdict)),
  takeInVerdicts: z.optional(z.array(Verdict)),
})
export type PlanChange = z.infer<typeof PlanChange>

/** What one does with a sweep. `retry` runs what failed again. */
export const SweepCommand = z.enum(['start', 'approve', 'pause', 'resume', 'stop', 'retry', 'discard'])
export type SweepCommand = z.infer<typeof SweepCommand>

/** What comes with a command; `acting` as in SweepOrder. */
export const CommandRequest = z.object({ acting: z.optional(z.int()) })
export type CommandRequest = z.infer<typeof CommandRequest>

/** What is signed when a sweep is started, approved, resumed or retried: by whom, and exactly which plan. */
export const SweepOrder = z.object({
  sweepId: z.string(),
  guildId: Snowflake,
  command: SweepCommand,
  actor: Person,
  /** as many as the asker saw that it would act on; a plan that changed meanwhile is refused */
  acting: z.optional(z.int()),
  requestId: z.nullable(z.string()),
  at: z.int(),
})
export type SweepOrder = z.infer<typeof SweepOrder>

/** Failures of a sweep, by cause. */
export interface FailureGroup {
  code: string
  message: string
  count: number
}

export type SweepAnswer = { ok: true; sweep: Sweep } | Failure
