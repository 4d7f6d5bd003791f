import type { DatabaseRow, HealthGroup } from '#schema/contract/health.ts'
import { HOUR } from '#schema/contract/kinds.ts'
import { D1_LIMIT, kindOf, type GaugeId } from '#durable-objects/ops/health/gauges.ts'
import { judge, makeGauge, makeGroup, worst, type Measured } from '#durable-objects/ops/health/make-gauge.ts'
import { failures, hourly, latency, seriesOf, sumOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

const QUIET = 'No query in the last hour.'

/** The record: how full, how fast, how much is read and written. */
export function d1Group(sources: Sources): HealthGroup {
  const { hour, day, now, buckets, databases } = sources
  const names = (what: string): string[] => databases.map((binding) => `d1.${binding}${what}`)
  const sizes = names('.size').flatMap((name) => day.levels[name] ?? [])
  const failed = failures(names('.failed'), [...names('.queries'), ...names('.failed')])
  const of = (id: GaugeId, value: number | null, more: Partial<Measured>) =>
    makeGauge(id, { value, at: value === null ? null : now, ...(value === null ? { why: QUIET } : {}), ...more })
  const took = (id: GaugeId, share: number) =>
    of(id, latency(share, ...names(''))(hour, HOUR), { series: seriesOf(buckets, latency(share, ...names(''))) })
  const rows = (id: GaugeId, what: string) =>
    of(id, sumOf(hour, ...names(what)), { series: seriesOf(buckets, hourly(...names(what))) })
  return makeGroup('d1', 'D1', [
    of('d1.size', sizes.length > 0 ? Math.max(...sizes) : null, {
      of: D1_LIMIT,
      series: seriesOf(buckets, ({ levels }) => {
        const then = names('.size').flatMap((name) => levels[name] ?? [])
        return then.length > 0 ? Math.max(...then) : null
      }),
      ...(sizes.length > 0 ? {} : { why: 'No query told a size in the last day.' }),
    }),
    took('d1.p50', 0.5),
    took('d1.p95', 0.95),
    of('d1.failed', failed(hour, HOUR), { series: seriesOf(buckets, failed) }),
    rows('d1.reads', '.read'),
    rows('d1.writes', '.written'),
  ])
}

export function databaseRows({ hour, day, now, databases }: Sources): DatabaseRow[] {
  return databases.map((binding) => {
    const key = `d1.${binding}`
    const size = day.levels[`${key}.size`] ?? null
    const queries = sumOf(hour, `${key}.queries`)
    const p95 = latency(0.95, key)(hour, HOUR)
    const fullness = judge(size === null ? null : size / D1_LIMIT, kindOf('d1.size').threshold ?? null)
    return {
      binding,
      name: nameOf(binding),
      health: worst([fullness, judge(p95, kindOf('d1.p95').threshold ?? null)]),
      size,
      limit: D1_LIMIT,
      queries,
      p50: latency(0.5, key)(hour, HOUR),
      p95,
      rowsRead: sumOf(hour, `${key}.read`),
      rowsWritten: sumOf(hour, `${key}.written`),
      at: size === null && queries === 0 ? null : now,
    }
  })
}

const nameOf = (binding: string): string =>
  binding === 'DB' ? 'Registry' : `Servers, shard ${binding.replace('GUILDS_', '')}`
