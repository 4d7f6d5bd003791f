import type { Person } from './action.ts'
import type { Case } from './case.ts'
import { DAY } from './kinds.ts'
import { reachedWords, stepReached, weighedOf, type Weighed } from './standing.ts'
import type { LadderDeed, Warnings } from './warnings.ts'

/** So far back a trial looks, in days. */
export const TRIAL_DAYS = 30

/** A warning that would have reached a step; `at` UTC ms. */
export interface Strike {
  /** of the warning */
  number: number
  at: number
  target: Person
  /** the step's place in the ladder */
  step: number
  deed: LadderDeed
  /** what was reached, such as `6 points` */
  reached: string
}

/** What a ladder would have done to the warnings of the last 30 days. */
export interface LadderTrial {
  /** newest first */
  strikes: Strike[]
  /** how many warnings, to how many people, were looked at */
  warnings: number
  people: number
  /** the moment of the oldest that was looked at, where there were too many for all; null: all of the 30 days */
  since: number | null
  /** what some of these people were given earlier is not in it, as there was too much of it */
  partial: boolean
}

/** A warning as these settings would have weighed it; one whose severity is gone weighs what it was given. */
export function weighedBy({ severities }: Warnings, c: Pick<Case, 'number' | 'createdAt' | 'points'>): Weighed {
  const was = weighedOf(c)
  const now = severities.find(({ name }) => name.toLowerCase() === was.severity?.toLowerCase())
  if (!now) return was
  return { ...was, given: now.points, until: now.expireDays === null ? null : was.at + now.expireDays * DAY }
}

/** Each of the `recent` warnings in its turn, with all that the same person had before; revoked ones weigh nothing. */
export function strikesOf(settings: Warnings, recent: readonly Case[], earlier: readonly Case[]): Strike[] {
  const all = new Map([...earlier, ...recent].map((c) => [c.number, c]))
  const ofPerson = Map.groupBy(all.values(), (c) => c.target?.id)
  const strikes = recent.flatMap((c): Strike[] => {
    if (!c.target) return []
    const before = (ofPerson.get(c.target.id) ?? []).filter((other) => other.number < c.number)
    const of = { before: before.map((other) => weighedBy(settings, other)), latest: weighedBy(settings, c) }
    const now = c.createdAt
    const found = stepReached(settings, { ...of, now })
    if (!found) return []
    const reached = reachedWords(found.step, { all: [...of.before, of.latest], settings, now })
    return [{ number: c.number, at: now, target: c.target, step: found.index, deed: found.step.deed, reached }]
  })
  return strikes.sort((a, b) => b.number - a.number)
}
