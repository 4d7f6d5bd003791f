import * as z from 'zod/mini'
import { ActionKind, Source } from './action.ts'
import { CaseStatus } from './case.ts'
import { readChoice } from './choice.ts'
import { Snowflake } from './ids.ts'
import { Span } from './span.ts'

const MOST_VALUES = 50

/** Any number of values as `choice.ts` writes them: `ban,kick` is either, `-ban` is anything but. */
const choiceOf = (isValue: (value: string) => boolean) =>
  z.string().check(
    z.maxLength(2_500),
    z.refine((text) => {
      const { any, not } = readChoice(text)
      const values = [...any, ...not]
      return values.length > 0 && values.length <= MOST_VALUES && values.every(isValue)
    }, 'not a list of such values'),
  )
const among = (options: readonly string[]) => choiceOf((value) => options.includes(value))
const isId = (value: string): boolean => Snowflake.safeParse(value).success
/** A person's id, or `none` for nobody. */
const person = choiceOf((value) => value === 'none' || isId(value))

/** `running`: temporary ones that have not ended, overdue or not. */
export const statusChoices = [...CaseStatus.options, 'running'] as const
export const dmChoices = ['sent', 'failed', 'skipped', 'withdrawn', 'none'] as const

const filters = {
  kind: z.optional(among(ActionKind.options)),
  source: z.optional(among(Source.options)),
  status: z.optional(among(statusChoices)),
  moderator: z.optional(person),
  target: z.optional(choiceOf(isId)),
  label: z.optional(choiceOf((value) => value.length <= 40)),
  assignee: z.optional(person),
  reviewed: z.optional(z.enum(['yes', 'no'])),
  dm: z.optional(among(dmChoices)),
  sweep: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  import: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  from: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  to: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  /** the latest so long; together with `from` the later beginning counts */
  last: z.optional(Span),
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
}

/** What narrows the case list, all optional, all in the URL, all holding together; times UTC ms. */
export const CaseFilter = z.object(filters)
export type CaseFilter = z.infer<typeof CaseFilter>

/** Filters and the keyset cursor: cases below the number `before`. */
export const CaseQuery = z.object({
  ...filters,
  before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))),
})
export type CaseQuery = z.infer<typeof CaseQuery>

/** As many cases as one change, one sweep or one import takes. */
export const MAX_CASES = 10_000

/** How many match each of these, counted no further than `most`. */
export const CountRequest = z.object({
  filters: z.array(CaseFilter).check(z.minLength(1), z.maxLength(40)),
  most: z._default(z.int().check(z.minimum(1), z.maximum(MAX_CASES)), 99),
})

/** Facets that are counted. */
export const facetNames = ['kind', 'source', 'status', 'moderator', 'label', 'reviewed', 'dm'] as const
export type FacetName = (typeof facetNames)[number]
/** Only the newest so many of what matches are counted. */
export const FACET_CAP = 1_000

/** One facet under the other filters. `more`: beyond the newest FACET_CAP nothing was counted, so each count is a least one. */
export interface Facet {
  values: { value: string; count: number; name?: string }[]
  more: boolean
}
export interface CaseFacets {
  facets: Record<FacetName, Facet>
  /** what matches all filters, at most FACET_CAP, and whether there is more */
  total: { count: number; more: boolean }
}
