import type { Series } from '#schema/contract/health.ts'
import { HOUR } from '#schema/contract/kinds.ts'
import { added, percentile, type Spread } from '#schema/meters/spread.ts'
import type { Buckets, Figures } from './figure-book.ts'

type Read = (figures: Figures, step: number) => number | null

/** What was counted under a name, or under several. */
export const sumOf = ({ sums }: Figures, ...names: string[]): number =>
  names.reduce((sum, name) => sum + (sums[name] ?? 0), 0)

/** Readers of one step: a level, a count as a rate of an hour, a latency, a share of failures. */
export const level =
  (name: string): Read =>
  ({ levels }) =>
    levels[name] ?? null
export const hourly =
  (...names: string[]): Read =>
  (figures, step) =>
    Math.round((sumOf(figures, ...names) * HOUR) / step)
export const counted =
  (...names: string[]): Read =>
  (figures) =>
    sumOf(figures, ...names)
export const latency =
  (share: number, ...names: string[]): Read =>
  ({ spreads }) =>
    percentile(
      names.reduce<Spread>((all, name) => added(all, spreads[name] ?? []), []),
      share,
    )
export const failures =
  (failed: readonly string[], all: readonly string[]): Read =>
  (figures) => {
    const total = sumOf(figures, ...all)
    return total === 0 ? null : sumOf(figures, ...failed) / total
  }

/** A gauge's values over time; null where nothing was counted. */
export const seriesOf = ({ from, step, figures }: Buckets, read: Read): Series => ({
  from,
  step,
  points: figures.map((one) => one && read(one, step)),
})
