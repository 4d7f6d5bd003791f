import * as z from 'zod/mini'
import { ActionKind, Deed, DmStatus, Person, Source } from './action.ts'
import { FailureCode } from './failure.ts'
import { Snowflake } from './ids.ts'

/**
 * `refused`: Discord said no after the case had its number. `unknown`: it may or may not have happened. `rolled_back`: came by an
 * import that was taken back; the case keeps its number, so that the count has no gap.
 */
export const CaseStatus = z.enum(['done', 'refused', 'unknown', 'rolled_back'])
export type CaseStatus = z.infer<typeof CaseStatus>

/** One record of one action; times are UTC ms. `number` counts per guild, without gaps. */
export const Case = z.object({
  guildId: Snowflake,
  number: z.int(),
  actionId: z.string(),
  kind: ActionKind,
  status: CaseStatus,
  source: Source,
  /** null: the system ended what a person began, or Discord did not say who */
  moderator: z.nullable(Person),
  target: z.nullable(Person),
  channelId: z.nullable(Snowflake),
  channelName: z.nullable(z.string()),
  reason: z.string(),
  /** what was asked, with durations and windows; null for what was done by hand in Discord */
  deed: z.nullable(Deed),
  createdAt: z.int(),
  /** when a temporary one should end, did end, and why it could not yet */
  endsAt: z.nullable(z.int()),
  endedAt: z.nullable(z.int()),
  endError: z.nullable(z.string()),
  /** the case this one ends or reverses */
  about: z.nullable(z.int()),
  dm: z.nullable(DmStatus),
  log: z.nullable(z.union([z.object({ channelId: Snowflake, messageId: Snowflake }), z.object({ error: z.string() })])),
  failure: z.nullable(z.object({ code: FailureCode, message: z.string() })),
  /** Discord's own audit entry for it, once it arrived */
  confirmation: z.nullable(z.object({ auditEntryId: Snowflake, at: z.int() })),
  /** who signed what was performed; null for what Discord told us */
  signature: z.nullable(z.object({ keyId: z.string(), issuedAt: z.int(), nonce: z.string(), signature: z.string() })),
  /** counts and the like: messages purged, state before a lock */
  result: z.nullable(z.record(z.string(), z.union([z.string(), z.number()]))),
  editedAt: z.nullable(z.int()),
  editedBy: z.nullable(Person),
  /** the sweep or the import it is part of */
  sweepId: z.nullable(z.string()),
  importId: z.nullable(z.string()),
  /** the report it answers */
  report: z.nullable(z.int()),
  /** what a warning weighs, until when (UTC ms; null: for good); null for what weighs nothing */
  points: z.nullable(
    z.object({
      severity: z.string(),
      points: z.int(),
      until: z.nullable(z.int()),
      /** the case that revoked the warning; it weighs nothing from then on */
      voidedBy: z.optional(z.int()),
    }),
  ),
  /** what the staff made of it */
  labels: z.array(z.string()),
  assignee: z.nullable(Person),
  reviewed: z.nullable(z.object({ by: Person, at: z.int() })),
  /** other cases it belongs with */
  links: z.array(z.int()),
  /** how many there are; they are asked for with the case's page */
  comments: z.int(),
  evidence: z.int(),
})
export type Case = z.infer<typeof Case>

/** What nobody has added to a case yet. */
export const untouched = {
  editedAt: null,
  editedBy: null,
  sweepId: null,
  importId: null,
  report: null,
  points: null,
  labels: [],
  assignee: null,
  reviewed: null,
  links: [],
  comments: 0,
  evidence: 0,
} satisfies Partial<Case>

export interface CasePage {
  cases: Case[]
  /** pass as `before` for the next page; null at the end */
  next: number | null
  /** the search is being made anew: what is not in it yet is missing here */
  partial?: true
}
