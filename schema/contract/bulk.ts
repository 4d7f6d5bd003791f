import * as z from 'zod/mini'
import { CaseFilter, MAX_CASES } from './case-query.ts'
import { Snowflake } from './ids.ts'
import { readRanges } from './number-ranges.ts'
import { writtenInLine } from './written.ts'

/** Several cases: these, as `1-40,55`, or whatever matches a filter up to the newest one the asker knew of. */
export const CaseSelection = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('numbers'),
    numbers: z.string().check(
      z.maxLength(60_000),
      z.refine((text) => readRanges(text, MAX_CASES) !== null, `not a list of at most ${MAX_CASES} case numbers`),
    ),
  }),
  z.object({ by: z.literal('filter'), filter: CaseFilter, upTo: z.int().check(z.minimum(1)) }),
])
export type CaseSelection = z.infer<typeof CaseSelection>

const labels = z.array(z.string().check(writtenInLine(), z.minLength(1), z.maxLength(40))).check(z.maxLength(20))

/** What can be made of many cases alike. */
export const ManyChange = z.object({
  addLabels: z.optional(labels),
  removeLabels: z.optional(labels),
  /** null: nobody */
  assigneeId: z.optional(z.nullable(Snowflake)),
  reviewed: z.optional(z.boolean()),
})
export type ManyChange = z.infer<typeof ManyChange>

/** Changes many cases; `id` is the asker's own, so that asking twice is one change. */
export const BulkRequest = z.object({
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  cases: CaseSelection,
  change: ManyChange,
})
export type BulkRequest = z.infer<typeof BulkRequest>

/** Which cases it changed, as ranges, and how many were that way already or are not there. */
export interface BulkOutcome {
  ok: true
  changed: number
  numbers: string
  untouched: number
}
