import type { HealthGroup } from '#schema/contract/health.ts'
import { HOUR } from '#schema/contract/kinds.ts'
import type { GaugeId } from '#durable-objects/ops/health/gauges.ts'
import { makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import { failures, hourly, latency, seriesOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

/** How fast and how well people are answered, in the last hour. */
export function trafficGroup({ hour, now, buckets }: Sources): HealthGroup {
  const of = (id: GaugeId, read: (figures: typeof hour, step: number) => number | null, missing: string) => {
    const value = read(hour, HOUR)
    return makeGauge(id, {
      value,
      at: value === null ? null : now,
      series: seriesOf(buckets, read),
      ...(value === null ? { why: missing } : {}),
    })
  }
  const [nobody, noUse, noRequest] = [
    'No interaction in the last hour.',
    'No command in the last hour.',
    'No request in the last hour.',
  ]
  return makeGroup('interactions', 'Interactions and requests', [
    of('interactions.p50', latency(0.5, 'answers'), nobody),
    of('interactions.p95', latency(0.95, 'answers'), nobody),
    of('interactions.p99', latency(0.99, 'answers'), nobody),
    of('interactions.outcome', latency(0.95, 'outcomes'), noUse),
    of('interactions.failed', failures(['answers.failed'], ['answers']), nobody),
    of('interactions.count', hourly('answers'), nobody),
    of('requests.count', hourly('requests'), noRequest),
    of('requests.p95', latency(0.95, 'requests'), noRequest),
    of('requests.failed', failures(['requests.failed'], ['requests']), noRequest),
  ])
}
