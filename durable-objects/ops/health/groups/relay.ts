import type { HealthGroup } from '#schema/contract/health.ts'
import type { GaugeId } from '#durable-objects/ops/health/gauges.ts'
import { makeGauge, makeGroup, type Measured } from '#durable-objects/ops/health/make-gauge.ts'
import { level, seriesOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

/** The relay's process and its container. */
export function relayGroup({ relay, buckets }: Sources): HealthGroup {
  const host = relay?.host ?? null
  const at = host?.at ?? null
  const why = host
    ? undefined
    : relay?.online
      ? 'This relay does not report its machine; a newer one does.'
      : 'The relay is not heard.'
  const of = (id: GaugeId, value: Measured['value'] | undefined, more: Partial<Measured> = {}) =>
    makeGauge(id, { value: value ?? null, at, ...(why === undefined ? {} : { why }), ...more })
  const lasting = (id: GaugeId, value: number | undefined, more: Partial<Measured> = {}) =>
    of(id, value, { series: seriesOf(buckets, level(id)), ...more })
  const away =
    host && !relay?.online ? { state: 'unknown' as const, why: 'The relay is not heard; this is how it was last.' } : {}
  return makeGroup('relay', 'Relay container', [
    lasting('relay.cpu', host?.cpu, { ...away, ...(host ? { why: coresOf(host.cores) } : {}), ...away }),
    lasting('relay.memory', host?.memory.used, { of: host?.memory.total, ...away }),
    lasting('relay.disk', host?.disk?.used, {
      of: host?.disk?.total,
      ...(host && !host.disk ? { why: 'The relay cannot tell the size of its disk.' } : {}),
      ...away,
    }),
    lasting('relay.lag', host?.lag.p99, away),
    lasting('relay.buffer', host?.waiting, away),
    lasting('relay.spilled', host?.spilled, away),
    makeGauge('relay.dropped', {
      value: relay && relay.heardAt > 0 ? relay.dropped : null,
      at: relay?.heardAt || null,
      ...(relay && relay.heardAt > 0 ? {} : { why: 'The relay was never heard.' }),
      series: seriesOf(buckets, level('relay.dropped')),
    }),
    of('relay.started', host?.startedAt),
    of('relay.version', host?.version),
    of('relay.node', host?.node),
    of('relay.os', host?.os),
  ])
}

const coresOf = (cores: number): string =>
  `Of the ${cores === 1 ? 'one core' : `${Math.round(cores * 100) / 100} cores`} it may use.`
