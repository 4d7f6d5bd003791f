import type { HealthGroup, HealthState, ShardRow } from '#schema/contract/health.ts'
import { kindOf } from '#durable-objects/ops/health/gauges.ts'
import { judge, makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import { level, seriesOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

const NEVER = 'The relay was never heard: it is not started, or cannot reach Wardroom.'
const AWAY = 'The relay is not heard; this is how it was last.'

/** Whether Discord's events arrive. */
export function botGroup({ relay, now, buckets }: Sources): HealthGroup {
  const at = relay?.heardAt || null
  const online = relay?.online ?? false
  const shards = online ? (relay?.shards ?? []) : []
  const ready = shards.filter(({ state }) => state === 'ready').length
  const latencies = shards.flatMap(({ latency }) => (latency === null ? [] : [latency]))
  const why = online ? undefined : at === null ? NEVER : AWAY
  const unheard = at === null ? NEVER : 'The relay is not heard.'
  return makeGroup('bot', 'Bot', [
    makeGauge('bot.online', { value: online ? 'Online' : 'Offline', at, state: online ? 'ok' : 'bad', why }),
    makeGauge('bot.heartbeat', { value: at === null ? null : now - at, at, why: at === null ? NEVER : undefined }),
    makeGauge('bot.shards', {
      value: online ? ready : null,
      at,
      ...(online ? { of: shards.length, state: readiness(ready, shards.length) } : { why: unheard }),
      series: seriesOf(buckets, level('bot.shards')),
    }),
    makeGauge('bot.latency', {
      value: latencies.length > 0 ? Math.max(...latencies) : null,
      at,
      series: seriesOf(buckets, level('bot.latency')),
      ...(latencies.length > 0 ? {} : { why: online ? 'No heartbeat was answered yet.' : unheard }),
    }),
    makeGauge('bot.resumes', {
      value: online ? shards.reduce((sum, { resumes = 0 }) => sum + resumes, 0) : null,
      at,
      ...(online ? {} : { why: unheard }),
    }),
    makeGauge('bot.guilds', {
      value: online ? shards.reduce((sum, { guilds }) => sum + guilds, 0) : null,
      at,
      ...(online ? {} : { why: unheard }),
    }),
  ])
}

export const shardRows = ({ relay }: Sources): ShardRow[] =>
  (relay?.shards ?? []).map((shard) => ({
    ...shard,
    resumes: shard.resumes ?? 0,
    health: relay?.online ? shardHealth(shard) : 'unknown',
    at: relay?.heardAt ?? 0,
  }))

function shardHealth({ state, latency }: Pick<ShardRow, 'state' | 'latency'>): HealthState {
  if (state === 'closed') return 'bad'
  if (state !== 'ready') return 'warning'
  return latency === null ? 'ok' : judge(latency, kindOf('bot.latency').threshold ?? null)
}

const readiness = (ready: number, all: number): HealthState =>
  all > 0 && ready === all ? 'ok' : ready === 0 ? 'bad' : 'warning'
