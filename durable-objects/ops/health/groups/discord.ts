import type { HealthGroup } from '#schema/contract/health.ts'
import { MINUTE } from '#schema/contract/kinds.ts'
import { CALLS_A_SECOND } from '#durable-objects/budget/bucket.ts'
import { BLOCKED_AT, type GaugeId } from '#durable-objects/ops/health/gauges.ts'
import { makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import { counted, seriesOf, sumOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'

const priorities = ['interactive', 'sweep', 'broadcast'] as const
const ABSENT = 'The budget does not answer.'

/** What is left of Discord's limits. */
export function discordGroup({ budget, now, minute, hour, buckets }: Sources): HealthGroup {
  const at = budget ? now : null
  const why = budget ? undefined : ABSENT
  const calls = priorities.map((priority) => `discord.${priority}`)
  const perMinute = (...names: string[]) =>
    seriesOf(buckets, (figures, step) => Math.round((sumOf(figures, ...names) * MINUTE) / step))
  // the budget forgets what it counted when it sleeps, the figures know the present minute
  const ofMinute = (priority: (typeof priorities)[number]): number =>
    Math.max(budget?.minute[priority] ?? 0, sumOf(minute, `discord.${priority}`))
  const open = budget && budget.pausedUntil > now
  return makeGroup('discord', 'Discord', [
    makeGauge('discord.now', { value: budget?.second ?? null, at, of: CALLS_A_SECOND, why }),
    makeGauge('discord.calls', {
      value: budget ? priorities.reduce((sum, one) => sum + ofMinute(one), 0) : null,
      at,
      why,
      series: perMinute(...calls),
    }),
    ...priorities.map((priority) =>
      makeGauge(`discord.${priority}` satisfies GaugeId, {
        value: budget ? ofMinute(priority) : null,
        at,
        why,
        series: perMinute(`discord.${priority}`),
      }),
    ),
    makeGauge('discord.limited', {
      value: sumOf(hour, 'discord.limited'),
      at: now,
      series: seriesOf(buckets, counted('discord.limited')),
    }),
    makeGauge('discord.invalid', {
      value: budget?.invalid ?? null,
      at,
      of: BLOCKED_AT,
      why,
      series: seriesOf(buckets, counted('discord.invalid')),
    }),
    makeGauge('discord.breaker', {
      value: budget ? (open ? 'Open' : 'Closed') : null,
      at,
      state: budget ? (open ? 'bad' : 'ok') : 'unknown',
      why: open ? `No call is made for another ${Math.ceil((budget.pausedUntil - now) / 1000)} s.` : why,
    }),
  ])
}
