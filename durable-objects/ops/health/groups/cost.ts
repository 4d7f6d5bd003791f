import type { CostEstimate, CostLine, HealthGroup } from '#schema/contract/health.ts'
import { DAY, HOUR } from '#schema/contract/kinds.ts'
import { makeGauge, makeGroup } from '#durable-objects/ops/health/make-gauge.ts'
import { sumOf } from '#durable-objects/ops/health/over-time.ts'
import type { Sources } from '#durable-objects/ops/health/sources.ts'
import { BASE, BUSY_SECONDS, container, CRON_A_MONTH, OBJECT_GB, OPERATIONS_A_MESSAGE, prices } from './prices.ts'

/** Less than this says nothing of a month. */
const ENOUGH = HOUR
const MONTH = 30 * DAY
const leftOut = [
  'CPU time of the Worker and of objects: they cannot measure their own.',
  'Rows that objects write in their own storage, and its size.',
  'Logs and traces, files kept as evidence in R2, and what a domain costs.',
  'Calls between objects that are not on the way of an action, a request or an event.',
]

/** What a month costs at the pace that was measured. */
export function estimateCost({ month, databases, relay, day }: Sources): CostEstimate {
  const { figures, measured } = month()
  const per = MONTH / Math.max(measured, 1)
  const pace = (...names: string[]): number => sumOf(figures, ...names) * per
  const d1 = (what: string): string[] => databases.map((binding) => `d1.${binding}${what}`)
  const bytes = d1('.size').reduce((sum, name) => sum + (day.levels[name] ?? figures.levels[name] ?? 0), 0)
  const seconds = MONTH / 1000
  const host = relay?.host
  const used: Record<keyof typeof prices, number> = {
    requests: pace('requests', 'queue.batches') + CRON_A_MONTH,
    calls: pace('objects.calls', 'meter.told') + CRON_A_MONTH,
    duration: pace('objects.minutes') * BUSY_SECONDS * OBJECT_GB,
    read: pace(...d1('.read')),
    written: pace(...d1('.written')),
    storage: bytes / 1e9,
    queues: pace('queue.sent') * OPERATIONS_A_MESSAGE,
    containerCpu: host ? Math.min(host.cpu * host.cores, container.vcpu) * seconds : 0,
    containerMemory: host ? container.memoryGib * seconds : 0,
    containerDisk: host ? container.diskGb * seconds : 0,
  }
  const lines = Object.entries(prices).map(([id, price]): CostLine => {
    const amount = used[id as keyof typeof prices]
    const { label, unit, included } = price
    return { id, label, unit, included, used: amount, usd: (Math.max(0, amount - included) / price.per) * price.usd }
  })
  const total = measured < ENOUGH ? null : BASE + lines.reduce((sum, { usd }) => sum + usd, 0)
  return {
    total,
    base: BASE,
    measured,
    lines,
    leftOut: host ? leftOut : [...leftOut, 'The relay, which is not heard.'],
  }
}

export function costGroup(sources: Sources, cost: CostEstimate): HealthGroup {
  const hours = Math.floor(cost.measured / HOUR)
  return makeGroup('cost', 'Cost', [
    makeGauge('cost.month', {
      value: cost.total,
      at: cost.total === null ? null : sources.now,
      why:
        cost.total === null
          ? 'Less than an hour was counted.'
          : `An estimate: what was counted in ${hours} h, reckoned up to 30 days at Cloudflare's prices; the relay as a lite container around the clock.`,
    }),
  ])
}
