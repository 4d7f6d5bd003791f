import * as z from 'zod/mini'
import { Snowflake } from './ids.ts'
import { MAX_REASON } from './kinds.ts'
import { written, writtenInLine } from './written.ts'

const name = z.string().check(writtenInLine(), z.minLength(1), z.maxLength(40))
const names = z.array(name).check(z.maxLength(20))
const caseNumber = z.int().check(z.minimum(1))

/** The most a case can carry. */
export const MOST_LABELS = 20
export const MOST_LINKS = 50

/** What the staff change of a case: only what is named. Labels and links come and go one by one, so that two people do not undo each other. */
export const CaseChange = z.object({
  reason: z.optional(z.string().check(written(), z.minLength(1), z.maxLength(MAX_REASON))),
  /** the case's `editedAt` as the reason was read: refused when it was rewritten since. Left out, the last word stands. */
  editedAt: z.optional(z.nullable(z.int())),
  addLabels: z.optional(names),
  removeLabels: z.optional(names),
  /** null: nobody */
  assigneeId: z.optional(z.nullable(Snowflake)),
  reviewed: z.optional(z.boolean()),
  addLinks: z.optional(z.array(caseNumber).check(z.maxLength(10))),
  removeLinks: z.optional(z.array(caseNumber).check(z.maxLength(10))),
})
export type CaseChange = z.infer<typeof CaseChange>
