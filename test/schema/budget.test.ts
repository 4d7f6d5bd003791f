import { describe, expect, test } from 'vitest'
import { closedBreaker, learn, MOST_INVALID, WINDOW } from '#durable-objects/budget/breaker.ts'
import { book, CALLS_A_SECOND, nothingPromised } from '#durable-objects/budget/bucket.ts'

const now = 1_700_000_000_250

describe('the budget of calls to Discord', () => {
  test('lets no second have more than fifty', () => {
    const promised = nothingPromised()
    const priorities = ['interactive', 'sweep', 'broadcast', 'sweep'] as const
    const begun: { at: number; calls: number }[] = []
    for (let i = 0; i < 200; i++) {
      // they come in bursts, just before and after a second of ours ends
      const asked = now + 730 + Math.floor(i / 40) * 290
      const calls = 1 + (i % 3)
      begun.push({ at: asked + book(promised, { calls, priority: priorities[i % 4] ?? 'sweep' }, asked), calls })
    }
    for (const { at: from } of begun) {
      const within = begun.filter(({ at }) => at >= from && at < from + 1000)
      expect(within.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(CALLS_A_SECOND)
    }
  })
  test('keeps room for people while a broadcast runs', () => {
    const promised = nothingPromised()
    for (let i = 0; i < 150; i++) book(promised, { calls: 1, priority: 'broadcast' }, now)
    const later = now + 1_000
    expect(book(promised, { calls: 5, priority: 'interactive' }, later)).toBe(0)
    expect(book(promised, { calls: 3, priority: 'sweep' }, later)).toBeGreaterThan(0)
  })
  test('spreads broadcasts evenly, also when they are late: no second of Discord’s own has more than their share', () => {
    const promised = nothingPromised()
    const starts = Array.from({ length: 120 }, (_, i) => {
      const late = i < 45 ? 0 : 900 + i
      return late + book(promised, { calls: 1, priority: 'broadcast' }, now + late)
    })
    for (const from of starts)
      expect(starts.filter((at) => at >= from && at < from + 999).length).toBeLessThanOrEqual(45)
  })
  test('gives a wish larger than a second in one piece, when there is room', () => {
    const slots = nothingPromised()
    expect(book(slots, { calls: 500, priority: 'sweep' }, now)).toBe(0)
    expect(book(slots, { calls: 10, priority: 'sweep' }, now)).toBe(1000)
  })
})

describe('the breaker', () => {
  test('opens long before Discord blocks the address, and closes with the window', () => {
    let breaker = closedBreaker
    for (let i = 0; i < MOST_INVALID - 1; i++) breaker = learn(breaker, { status: 403 }, now)
    expect(breaker.pausedUntil).toBe(0)
    breaker = learn(breaker, { status: 401 }, now + 5)
    expect(breaker.pausedUntil).toBe(now + WINDOW)
  })
  test('does not count what is nobody’s fault, and forgets after ten minutes', () => {
    expect(learn(closedBreaker, { status: 429, scope: 'shared' }, now).invalid).toBe(0)
    const one = learn(closedBreaker, { status: 403 }, now)
    expect(learn(one, { status: 403 }, now + WINDOW + 1).invalid).toBe(1)
  })
  test('rests as long as Discord says, and half a minute when the edge blocks us', () => {
    expect(learn(closedBreaker, { status: 429, scope: 'global', retryMs: 700 }, now).pausedUntil).toBe(now + 700)
    expect(learn(closedBreaker, { status: 429, cloudflare: true }, now).pausedUntil).toBe(now + 30_000)
  })
})
