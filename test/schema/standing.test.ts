import { describe, expect, test } from 'vitest'
import { pointsOf, standingOf, stepReached, weightOf, type Weighed } from '#schema/contract/standing.ts'
import { defaultWarnings, type LadderStep, type Warnings } from '#schema/contract/warnings.ts'

const DAY = 86_400_000
const now = 1_800_000_000_000
let numbers = 0
const given = (points: number, more: Partial<Weighed> = {}): Weighed => ({
  number: ++numbers,
  at: now,
  severity: 'Normal',
  given: points,
  until: null,
  voidedBy: null,
  ...more,
})
const ago = (days: number): Partial<Weighed> => ({ at: now - days * DAY })
const points = (atLeast: number, deed: LadderStep['deed'] = { kind: 'kick' }): LadderStep => ({
  when: { points: atLeast },
  withinDays: null,
  deed,
})
const settings = (more: Partial<Warnings>): Warnings => ({ ...defaultWarnings, ...more })
const reach = (of: Partial<Warnings>, before: Weighed[], latest: Weighed) =>
  stepReached(settings(of), { before, latest, now })?.index ?? null

describe('what a warning weighs', () => {
  test('falls by the decay for each whole span that it is old, and never below nothing', () => {
    const decay = { points: 1, everyDays: 30 }
    const weights = [0, 29, 30, 61, 1_000].map((days) => weightOf(given(3, ago(days)), { decay }, now))
    expect(weights).toEqual([3, 3, 2, 1, 0])
  })
  test('is nothing from its expiry on, and once it was revoked', () => {
    expect(weightOf(given(3, { until: now + 1 }), { decay: null }, now)).toBe(3)
    expect(weightOf(given(3, { until: now }), { decay: null }, now)).toBe(0)
    expect(weightOf(given(3, { voidedBy: 9 }), { decay: null }, now)).toBe(0)
  })
  test('is what its severity says, by any case of letters, and the usual one when none is named', () => {
    expect(pointsOf(defaultWarnings, 'SEVERE', now)).toEqual({ severity: 'Severe', points: 4, until: now + 365 * DAY })
    expect(pointsOf(defaultWarnings, undefined, now)).toMatchObject({ severity: 'Normal', points: 2 })
    expect(pointsOf(defaultWarnings, 'Awful', now)).toBeUndefined()
  })
})

describe('the ladder', () => {
  const ladder = [points(4), points(6), points(10, { kind: 'ban', deleteSeconds: 0 })]
  test('is climbed when a warning reaches a threshold, not before and not again after', () => {
    expect(reach({ ladder }, [], given(3))).toBeNull()
    expect(reach({ ladder }, [given(2)], given(2))).toBe(0)
    expect(reach({ ladder }, [given(2), given(2)], given(1))).toBeNull()
  })
  test('gives the highest of the steps that one warning reaches', () => {
    expect(reach({ ladder }, [given(3)], given(4))).toBe(1)
    expect(reach({ ladder }, [given(3)], given(8))).toBe(2)
  })
  test('does nothing lower while a higher step holds', () => {
    expect(reach({ ladder: [points(4), { ...points(1), withinDays: 1 }] }, [given(3)], given(2))).toBeNull()
  })
  test('is reached anew when points have fallen in between', () => {
    const fallen = [given(4, { ...ago(90), until: now - DAY })]
    expect(reach({ ladder }, fallen, given(4))).toBe(0)
  })
  test('counts warnings within its days alone', () => {
    const three = [{ when: { count: 3 }, withinDays: 7, deed: { kind: 'kick' as const } }]
    expect(reach({ ladder: three }, [given(0, ago(8)), given(0, ago(1))], given(0))).toBeNull()
    expect(reach({ ladder: three }, [given(0, ago(6)), given(0, ago(1))], given(0))).toBe(0)
    expect(reach({ ladder: three }, [given(0, ago(6)), given(0, { voidedBy: 4 })], given(0))).toBeNull()
  })
})

test('someone’s standing says what each further warning leads to', () => {
  const ladder = [points(4), points(6, { kind: 'timeout', duration: DAY })]
  const standing = standingOf(settings({ ladder }), [given(2), given(2, { voidedBy: 8 }), given(1)], now)
  expect(standing).toMatchObject({ points: 3, usual: 'Normal', next: { at: 4 } })
  expect(standing.severities.map(({ name, leadsTo }) => [name, leadsTo?.deed.kind ?? null])).toEqual([
    ['Minor', 'kick'],
    ['Normal', 'kick'],
    ['Severe', 'timeout'],
  ])
})
