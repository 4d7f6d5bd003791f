import type { Case } from './case.ts'
import { formatDuration } from './duration.ts'
import { actionKinds, DAY } from './kinds.ts'
import type { LadderDeed, LadderStep, Warnings } from './warnings.ts'

// Apart from the schemas, so that a page that only says the words loads no zod.

/** A warning as it counts; times UTC ms. */
export interface Weighed {
  number: number
  at: number
  severity: string | null
  /** what it weighed when it was given */
  given: number
  /** when it stops to count; null: never */
  until: number | null
  /** the case that revoked it */
  voidedBy: number | null
}

/** One person's warnings, what they weigh now, and what each further one would lead to. */
export interface Standing {
  points: number
  warnings: (Weighed & { now: number })[]
  usual: string
  severities: { name: string; points: number; leadsTo: LadderStep | null }[]
  /** the next step that points lead to, and at how many; null: there is none above */
  next: { at: number; deed: LadderDeed } | null
}

export const weighedOf = (c: Pick<Case, 'number' | 'createdAt' | 'points'>): Weighed => ({
  number: c.number,
  at: c.createdAt,
  severity: c.points?.severity || null,
  given: c.points?.points ?? 0,
  until: c.points?.until ?? null,
  voidedBy: c.points?.voidedBy ?? null,
})

const counts = (one: Weighed, now: number): boolean => one.voidedBy === null && (one.until === null || one.until > now)

/** What a warning weighs at `now`. */
export function weightOf(one: Weighed, { decay }: Pick<Warnings, 'decay'>, now: number): number {
  if (!counts(one, now)) return 0
  const lost = decay ? Math.floor(Math.max(0, now - one.at) / (decay.everyDays * DAY)) * decay.points : 0
  return Math.max(0, one.given - lost)
}

function isReached(step: LadderStep, warnings: readonly Weighed[], settings: Warnings, now: number): boolean {
  const from = step.withinDays === null ? -Infinity : now - step.withinDays * DAY
  const within = warnings.filter((one) => one.at >= from && counts(one, now))
  if ('count' in step.when) return within.length >= step.when.count
  return within.reduce((sum, one) => sum + weightOf(one, settings, now), 0) >= step.when.points
}

/** The highest step that holds with `latest` and did not hold without it; null: none. */
export function stepReached(
  settings: Warnings,
  { before, latest, now }: { before: readonly Weighed[]; latest: Weighed; now: number },
): { index: number; step: LadderStep } | null {
  for (const [index, step] of [...settings.ladder.entries()].toReversed())
    if (isReached(step, [...before, latest], settings, now))
      // a higher one that held already leaves nothing for the lower ones to do
      return isReached(step, before, settings, now) ? null : { index, step }
  return null
}

/** How much of it there is at `now`, as a step counts it: `6 points`, `3 warnings`. */
export function reachedWords(
  { when, withinDays }: LadderStep,
  { all, settings, now }: { all: readonly Weighed[]; settings: Pick<Warnings, 'decay'>; now: number },
): string {
  const from = withinDays === null ? -Infinity : now - withinDays * DAY
  const within = all.filter((one) => one.at >= from && counts(one, now))
  if ('points' in when) return `${within.reduce((sum, one) => sum + weightOf(one, settings, now), 0)} points`
  return `${within.length} ${within.length === 1 ? 'warning' : 'warnings'}`
}

/** What a warning of this severity weighs and until when; undefined: there is no such severity. */
export function pointsOf(settings: Warnings, severity: string | undefined, now: number): Case['points'] | undefined {
  const wanted = (severity ?? settings.usual).toLowerCase()
  const found = settings.severities.find((one) => one.name.toLowerCase() === wanted)
  if (!found) return undefined
  const { name, points, expireDays } = found
  return { severity: name, points, until: expireDays === null ? null : now + expireDays * DAY }
}

/** How someone stands at `now`, newest warning first. */
export function standingOf(settings: Warnings, warnings: readonly Weighed[], now: number): Standing {
  const points = warnings.reduce((sum, one) => sum + weightOf(one, settings, now), 0)
  const severities = settings.severities.map(({ name, points: given, expireDays }) => {
    const until = expireDays === null ? null : now + expireDays * DAY
    const latest = { number: 0, at: now, severity: name, given, until, voidedBy: null }
    return { name, points: given, leadsTo: stepReached(settings, { before: warnings, latest, now })?.step ?? null }
  })
  const above = settings.ladder.flatMap(({ when, deed }) =>
    'points' in when && when.points > points ? [{ at: when.points, deed }] : [],
  )
  const [next = null] = above.sort((a, b) => a.at - b.at)
  const shown = warnings.map((one) => ({ ...one, now: weightOf(one, settings, now) }))
  return { points, warnings: shown, usual: settings.usual, severities, next }
}

/** `timeout for 1 day`, `ban` */
export const ladderWords = (deed: LadderDeed): string =>
  actionKinds[deed.kind].label.toLowerCase() + ('duration' in deed ? ` for ${formatDuration(deed.duration)}` : '')
