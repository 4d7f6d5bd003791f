/** Cloudflare's prices of Workers Paid, dollars: what a month includes, and the price of `per` beyond it. Looked up in November 2026. */
export const prices = {
  requests: { label: 'Worker requests', unit: 'requests', included: 10e6, usd: 0.3, per: 1e6 },
  calls: { label: 'Durable Object requests', unit: 'requests', included: 1e6, usd: 0.15, per: 1e6 },
  duration: { label: 'Durable Object duration', unit: 'GB-s', included: 400_000, usd: 12.5, per: 1e6 },
  read: { label: 'D1 rows read', unit: 'rows', included: 25e9, usd: 0.001, per: 1e6 },
  written: { label: 'D1 rows written', unit: 'rows', included: 50e6, usd: 1, per: 1e6 },
  storage: { label: 'D1 storage', unit: 'GB', included: 5, usd: 0.75, per: 1 },
  queues: { label: 'Queue operations', unit: 'operations', included: 1e6, usd: 0.4, per: 1e6 },
  containerCpu: { label: 'Relay container, CPU', unit: 'vCPU-s', included: 375 * 60, usd: 0.00002, per: 1 },
  containerMemory: { label: 'Relay container, memory', unit: 'GiB-s', included: 25 * 3600, usd: 0.0000025, per: 1 },
  containerDisk: { label: 'Relay container, disk', unit: 'GB-s', included: 200 * 3600, usd: 0.00000007, per: 1 },
} as const
/** What Workers Paid costs before anything is used. */
export const BASE = 5
/** The container type of gateway/wrangler.toml: `lite`. */
export const container = { vcpu: 1 / 16, memoryGib: 0.25, diskGb: 2 }
/** A minute in which a server's object was at work is reckoned as this much of it, seconds; one that may hibernate is not billed. */
export const BUSY_SECONDS = 10
export const OBJECT_GB = 0.128
/** Cron wakes the Worker, and the Worker these figures' object, each minute of a month. */
export const CRON_A_MONTH = 43_200
/** A message is written, read and deleted. */
export const OPERATIONS_A_MESSAGE = 3
