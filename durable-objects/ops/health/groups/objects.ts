import type { HealthGroup } from '#schema/contract/health.ts'
import type { GaugeId } from '#durable-objects/ops/health/gauges.ts'
import { makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import { level, seriesOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

const NO_CRON = 'Cron did not look in the last hour: it does so each minute.'

/** The servers' objects: how many are at work, and whether something waits in them. */
export function objectsGroup({ guilds, now, hour, buckets }: Sources): HealthGroup {
  const { awake, sockets, waitingSince } = guilds
  const series = (id: GaugeId) => seriesOf(buckets, level(id))
  const looked = (id: GaugeId) => {
    const value = hour.levels[id] ?? null
    return makeGauge(id, {
      value,
      at: value === null ? null : (hour.levels['cron.at'] ?? null),
      series: series(id),
      ...(value === null ? { why: NO_CRON } : {}),
    })
  }
  return makeGroup('objects', 'Durable Objects', [
    makeGauge('objects.awake', { value: awake, at: now, series: series('objects.awake') }),
    makeGauge('objects.sockets', { value: sockets, at: now, series: series('objects.sockets') }),
    makeGauge('objects.waiting', {
      value: waitingSince === null ? 0 : Math.max(0, now - waitingSince),
      at: now,
      series: series('objects.waiting'),
    }),
    looked('objects.overdue'),
    looked('objects.broadcasts'),
  ])
}
