import type { HealthGroup } from '#schema/contract/health.ts'
import type { GaugeId } from '#durable-objects/ops/health/gauges.ts'
import { makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import { counted, level, seriesOf, sumOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

const SILENT = 'The queue does not tell its metrics here.'

/** What waits between cron, broadcasts and their consumers. */
export function queuesGroup({ queues, now, day, buckets }: Sources): HealthGroup {
  const known = [queues.upkeep, queues.broadcasts].filter((queue) => queue !== null)
  const oldest = known.flatMap(({ oldestAt }) => oldestAt ?? [])
  const backlog = (id: GaugeId, queue: (typeof queues)['upkeep']) =>
    makeGauge(id, {
      value: queue?.waiting ?? null,
      at: queue ? now : null,
      series: seriesOf(buckets, level(id)),
      ...(queue ? {} : { why: SILENT }),
    })
  const waiting = known.reduce((sum, queue) => sum + queue.waiting, 0)
  const age = oldest.length > 0 ? now - Math.min(...oldest) : waiting === 0 && known.length > 0 ? 0 : null
  return makeGroup('queues', 'Queues', [
    backlog('queues.upkeep', queues.upkeep),
    backlog('queues.broadcasts', queues.broadcasts),
    makeGauge('queues.oldest', {
      value: age,
      at: age === null ? null : now,
      series: seriesOf(buckets, level('queues.oldest')),
      ...(age === null ? { why: known.length > 0 ? 'The queue does not tell how old its messages are.' : SILENT } : {}),
    }),
    makeGauge('queues.dead', {
      value: sumOf(day, 'queue.dead'),
      at: now,
      series: seriesOf(buckets, counted('queue.dead')),
    }),
  ])
}
