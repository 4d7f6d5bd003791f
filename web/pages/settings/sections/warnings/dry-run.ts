import { ladderWords, stepReached, type Weighed } from '#schema/contract/standing.ts'
import type { Warnings } from '#schema/contract/warnings.ts'

const MOST = 12
const ordinal = (n: number): string => `${n}${n === 1 ? 'st' : n === 2 ? 'nd' : n === 3 ? 'rd' : 'th'}`

/** What so many warnings of one severity on one day would lead to: `2nd: timeout for 1 hour`. */
export function dryRun(settings: Warnings, severity: { name: string; points: number }): string[] {
  const before: Weighed[] = []
  const found: string[] = []
  for (let number = 1; number <= MOST; number++) {
    const latest = { number, at: 0, severity: severity.name, given: severity.points, until: null, voidedBy: null }
    const reached = stepReached(settings, { before, latest, now: 0 })
    if (reached) found.push(`${ordinal(number)}: ${ladderWords(reached.step.deed)}`)
    before.push(latest)
  }
  return found
}
