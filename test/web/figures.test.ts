import { describe, expect, test } from 'vitest'
import { countedSince } from '#web/pages/overview/counted-since.ts'
import { changeOf, formatMs, formatShare, formatSize, formatSpan } from '#web/primitives/figures.ts'

const said = (text: string): string => text.replaceAll('\u00A0', ' ')

describe('figures are written so that they can be read in a hurry', () => {
  test('a share is only whole when nothing is missing', () => {
    expect([1, 0.99999, 0.98123, 0.0002, 0].map((share) => said(formatShare(share)))).toEqual([
      '100 %',
      '99.9 %',
      '98.1 %',
      '<0.1 %',
      '0 %',
    ])
  })
  test('times and sizes have the unit that fits', () => {
    expect([0, 0.42, 999, 1_490, 95_000, 725_000].map((ms) => said(formatMs(ms)))).toEqual([
      '0 ms',
      '0.4 ms',
      '999 ms',
      '1.5 s',
      '95 s',
      '12 min 5 s',
    ])
    expect([0, 999, 1_536, 1_048_575, 10 * 1024 ** 3].map((size) => said(formatSize(size)))).toEqual([
      '0 B',
      '999 B',
      '1.5 KB',
      '1 MB',
      '10 GB',
    ])
    expect([0, 61_000, 86_400_000, 273_600_000, -5].map((ms) => said(formatSpan(ms)))).toEqual([
      '0 s',
      '1 min 1 s',
      '1 d',
      '3 d 4 h',
      '0 s',
    ])
  })
  test('a change is said against what was there before, if anything was', () => {
    expect(changeOf(5, 0)).toBeNull()
    expect(changeOf(5, 5)?.words).toBe('as many as')
    expect(said(changeOf(112, 100)?.words ?? '')).toBe('12 % more than')
    expect(changeOf(50, 100)?.way).toBe('fewer')
  })
  test('in a server’s first day the overview says since when it counts', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime()
    expect(countedSince(at(20, 19), at(20, 22))).toBe('since 19:05')
    expect(countedSince(at(20, 19), at(21, 9))).toBe('since 19:05 yesterday')
    expect(countedSince(at(20, 19), at(21, 19))).toBeUndefined()
  })
})
