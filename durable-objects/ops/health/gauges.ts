import type { Threshold, Unit } from '#schema/contract/health.ts'
import { MINUTE } from '#schema/contract/kinds.ts'

const GB = 1024 ** 3

interface Kind {
  label: string
  unit: Unit
  threshold?: Threshold
  /** crossing its threshold is an event of the operational log */
  logged?: true
}
const above = (warning: number | null, bad: number | null, why: string): Threshold => ({
  side: 'above',
  warning,
  bad,
  why,
})
const below = (warning: number | null, bad: number | null, why: string): Threshold => ({
  side: 'below',
  warning,
  bad,
  why,
})

/** D1 stops at this and cannot be raised, bytes. */
export const D1_LIMIT = 10 * GB
/** Above this an action that waits makes the whole service not ok, ms. */
export const ACTION_TOO_OLD = 10 * MINUTE
/** Discord blocks an address after so many invalid answers in ten minutes. */
export const BLOCKED_AT = 10_000

/**
 * Everything that is measured: its name, its unit, and from where on it is worth a look, each with its reason. The threshold of what is
 * part of a whole is a share of that.
 */
export const gauges = {
  'bot.online': { label: 'Bot', unit: 'text' },
  'bot.heartbeat': {
    label: 'Last heard',
    unit: 'ms',
    threshold: above(
      30_000,
      MINUTE,
      'The relay posts every 15 s even when nothing happens; two missed are a hitch, four are an outage.',
    ),
    logged: true,
  },
  'bot.shards': {
    label: 'Shards ready',
    unit: 'count',
    threshold: below(null, null, 'Each shard that is not ready leaves its servers without events.'),
  },
  'bot.latency': {
    label: 'Gateway latency, slowest shard',
    unit: 'ms',
    threshold: above(
      500,
      2_000,
      'Discord answers heartbeats in about 100 ms; seconds mean a saturated process or line.',
    ),
  },
  'bot.resumes': { label: 'Resumes since the relay began', unit: 'count' },
  'bot.guilds': { label: 'Servers on the gateway', unit: 'count' },

  'relay.cpu': {
    label: 'CPU',
    unit: 'share',
    threshold: above(0.7, 0.9, 'Above nine tenths heartbeats come late, and Discord closes the connection.'),
    logged: true,
  },
  'relay.memory': {
    label: 'Memory',
    unit: 'bytes',
    threshold: above(0.8, 0.92, 'As a share of what the container has; beyond it the process is killed.'),
    logged: true,
  },
  'relay.disk': {
    label: 'Disk',
    unit: 'bytes',
    threshold: above(
      0.8,
      0.95,
      'As a share of the disk with the state folder; events spill there when Wardroom is away.',
    ),
    logged: true,
  },
  'relay.lag': {
    label: 'Event loop lag, 99th percentile',
    unit: 'ms',
    threshold: above(100, 500, 'Events wait at least this long before they are looked at.'),
  },
  'relay.buffer': {
    label: 'Events waiting',
    unit: 'count',
    threshold: above(1_000, 20_000, 'At 20,000 the memory is full and events go to the disk.'),
  },
  'relay.spilled': {
    label: 'Events on disk',
    unit: 'bytes',
    threshold: above(
      1,
      400_000_000,
      'Anything there means that Wardroom did not keep up; at 512 MB events are dropped.',
    ),
    logged: true,
  },
  'relay.dropped': {
    label: 'Events dropped since the relay began',
    unit: 'count',
    threshold: above(1, 1_000, 'A dropped event is lost for good: none is expected.'),
    logged: true,
  },
  'relay.started': { label: 'Started', unit: 'instant' },
  'relay.version': { label: 'Version', unit: 'text' },
  'relay.node': { label: 'Node.js', unit: 'text' },
  'relay.os': { label: 'Operating system', unit: 'text' },

  'discord.now': {
    label: 'Calls in this second',
    unit: 'per_second',
    threshold: above(0.9, null, 'Discord allows a bot 50 calls a second; the last five are kept for moderators.'),
  },
  'discord.calls': { label: 'Calls in the last minute', unit: 'per_minute' },
  'discord.interactive': { label: 'of them interactive', unit: 'per_minute' },
  'discord.sweep': { label: 'of them for sweeps', unit: 'per_minute' },
  'discord.broadcast': { label: 'of them for broadcasts', unit: 'per_minute' },
  'discord.limited': {
    label: 'Rate limits (429) in the last hour',
    unit: 'count',
    threshold: above(1, 50, 'Calls are paced so that there is none; each one is a bug to learn from.'),
  },
  'discord.invalid': {
    label: 'Refused calls in ten minutes',
    unit: 'count',
    threshold: above(0.05, 0.2, 'Discord blocks the address at 10,000; the breaker opens at 2,000.'),
    logged: true,
  },
  'discord.breaker': { label: 'Breaker', unit: 'text' },

  'interactions.p50': { label: 'Answer, median', unit: 'ms' },
  'interactions.p95': {
    label: 'Answer, 95th percentile',
    unit: 'ms',
    threshold: above(1_000, 2_500, 'Discord gives up an interaction that is not answered within 3 s.'),
  },
  'interactions.p99': {
    label: 'Answer, 99th percentile',
    unit: 'ms',
    threshold: above(2_000, 3_000, 'Discord gives up an interaction that is not answered within 3 s.'),
  },
  'interactions.outcome': {
    label: 'Outcome of commands, 95th percentile',
    unit: 'ms',
    threshold: above(5_000, 15_000, 'Discord has acted on most within a second; people wait for it.'),
  },
  'interactions.failed': {
    label: 'Interactions that failed',
    unit: 'share',
    threshold: above(0.01, 0.05, 'Faults of ours, not refusals: none is expected.'),
    logged: true,
  },
  'interactions.count': { label: 'Interactions in the last hour', unit: 'per_hour' },
  'requests.count': { label: 'Requests to the Worker in the last hour', unit: 'per_hour' },
  'requests.p95': {
    label: 'Request, 95th percentile',
    unit: 'ms',
    threshold: above(500, 2_000, 'Half a second is where people begin to wait.'),
  },
  'requests.failed': {
    label: 'Requests that failed',
    unit: 'share',
    threshold: above(0.01, 0.05, 'Answers of 500 and above: faults of ours.'),
    logged: true,
  },

  'd1.size': {
    label: 'Fullest database',
    unit: 'bytes',
    threshold: above(0.7, 0.9, 'As a share of 10 GB, which cannot be raised: bind the next shard before it is full.'),
    logged: true,
  },
  'd1.p50': { label: 'Query, median', unit: 'ms' },
  'd1.p95': {
    label: 'Query, 95th percentile',
    unit: 'ms',
    threshold: above(100, 500, 'A database answers one query at a time: at 100 ms it is full at ten a second.'),
  },
  'd1.failed': {
    label: 'Queries that failed',
    unit: 'share',
    threshold: above(0.001, 0.01, 'Lost connections are tried again; more than one in a hundred is an outage.'),
    logged: true,
  },
  'd1.reads': { label: 'Rows read in the last hour', unit: 'per_hour' },
  'd1.writes': { label: 'Rows written in the last hour', unit: 'per_hour' },

  'objects.awake': { label: 'Server objects at work in the last five minutes', unit: 'count' },
  'objects.sockets': { label: 'Live pages of servers', unit: 'count' },
  'objects.waiting': {
    label: 'Oldest unfinished action',
    unit: 'ms',
    threshold: above(
      MINUTE,
      ACTION_TOO_OLD,
      'An action takes a second; one that waits for minutes waits for Discord or for D1.',
    ),
    logged: true,
  },
  'objects.overdue': {
    label: 'Servers with an overdue end',
    unit: 'count',
    threshold: above(
      1,
      50,
      'Temporary bans that should have ended a minute ago; the alarm was missed, cron wakes their servers.',
    ),
    logged: true,
  },
  'objects.broadcasts': {
    label: 'Broadcasts that missed their moment',
    unit: 'count',
    threshold: above(1, null, 'A broadcast begins by its own alarm; cron found it asleep and woke it.'),
  },

  'queues.upkeep': {
    label: 'Waiting to be woken',
    unit: 'count',
    threshold: above(500, 5_000, 'Twenty are taken at once; hundreds mean that waking fails.'),
  },
  'queues.broadcasts': { label: 'Batches of a broadcast waiting', unit: 'count' },
  'queues.oldest': {
    label: 'Oldest message',
    unit: 'ms',
    threshold: above(
      5 * MINUTE,
      30 * MINUTE,
      'A broadcast of 10,000 servers takes four minutes; older ones are tried again and again.',
    ),
    logged: true,
  },
  'queues.dead': {
    label: 'Dead letters in the last day',
    unit: 'count',
    threshold: above(1, 100, 'Given up after ten tries: each is up to fifteen servers that did not get a broadcast.'),
    logged: true,
  },

  'cost.month': { label: 'Estimated cost of a month', unit: 'usd' },

  'deployment.version': { label: 'Version', unit: 'text' },
  'deployment.deployed': { label: 'Deployed', unit: 'instant' },
  'deployment.object': { label: 'Figures gathered since', unit: 'instant' },
  'deployment.relay': { label: 'Relay restarted', unit: 'instant' },
} as const satisfies Record<string, Kind>

export type GaugeId = keyof typeof gauges
export const kindOf = (id: GaugeId): Kind => gauges[id]
