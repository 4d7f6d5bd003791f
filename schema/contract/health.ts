import * as z from 'zod/mini'
import { ShardHealth } from './gateway.ts'

/** `unknown`: it cannot be told now, and `why` of the gauge says why. */
export const HealthState = z.enum(['ok', 'warning', 'bad', 'unknown'])
export type HealthState = z.infer<typeof HealthState>

/**
 * How a value is read. `share` is 0 to 1; `instant` UTC ms; `ms` a duration; `text` a string for people; `usd` dollars, of a month;
 * `count`, `bytes` and `per_…` are plain numbers.
 */
export const Unit = z.enum([
  'count',
  'per_second',
  'per_minute',
  'per_hour',
  'share',
  'ms',
  'bytes',
  'usd',
  'instant',
  'text',
])
export type Unit = z.infer<typeof Unit>

/** From where on a value is worth a look, or not right; `side`: whether more or less of it is worse. `why` is a sentence. */
export const Threshold = z.object({
  side: z.enum(['above', 'below']),
  warning: z.nullable(z.number()),
  bad: z.nullable(z.number()),
  why: z.string(),
})
export type Threshold = z.infer<typeof Threshold>

/** Values of equal steps, oldest first; null where nothing was measured. `from` is UTC ms of the first, `step` ms. */
export const Series = z.object({ from: z.int(), step: z.int(), points: z.array(z.nullable(z.number())) })
export type Series = z.infer<typeof Series>

/** One thing that is measured. `of`: the whole that the value is a part of. `at`: when it was measured, UTC ms; null: never. */
export const Gauge = z.object({
  id: z.string(),
  label: z.string(),
  value: z.nullable(z.union([z.number(), z.string()])),
  unit: Unit,
  of: z.optional(z.number()),
  state: HealthState,
  threshold: z.nullable(Threshold),
  at: z.nullable(z.int()),
  series: z.optional(Series),
  /** a sentence: why it is unknown or not as it should be, or how to read it */
  why: z.optional(z.string()),
})
export type Gauge = z.infer<typeof Gauge>

export const HealthGroupId = z.enum([
  'bot',
  'relay',
  'discord',
  'interactions',
  'd1',
  'objects',
  'queues',
  'cost',
  'deployment',
])
export type HealthGroupId = z.infer<typeof HealthGroupId>

/** Gauges that belong together; `state` is the worst of theirs, unknown ones aside. */
export const HealthGroup = z.object({
  id: HealthGroupId,
  label: z.string(),
  state: HealthState,
  gauges: z.array(Gauge),
})
export type HealthGroup = z.infer<typeof HealthGroup>

/** One connection to Discord's gateway, as the relay told it at `at`. */
export const ShardRow = z.extend(ShardHealth, { health: HealthState, at: z.int() })
export type ShardRow = z.infer<typeof ShardRow>

/** One D1 database; sizes in bytes, latencies in ms of the last hour, rows of the last hour. Null: nothing was asked of it. */
export const DatabaseRow = z.object({
  binding: z.string(),
  name: z.string(),
  health: HealthState,
  size: z.nullable(z.number()),
  limit: z.number(),
  queries: z.int(),
  p50: z.nullable(z.number()),
  p95: z.nullable(z.number()),
  rowsRead: z.number(),
  rowsWritten: z.number(),
  at: z.nullable(z.int()),
})
export type DatabaseRow = z.infer<typeof DatabaseRow>

/** One line of the estimate: what a month uses at the pace measured, what is free of it, and dollars for the rest. */
export const CostLine = z.object({
  id: z.string(),
  label: z.string(),
  used: z.number(),
  unit: z.string(),
  included: z.number(),
  usd: z.number(),
})
export type CostLine = z.infer<typeof CostLine>

/** An estimate from what was counted in `measured` ms, reckoned up to 30 days; `leftOut` are sentences. Null total: too little was counted. */
export const CostEstimate = z.object({
  total: z.nullable(z.number()),
  base: z.number(),
  measured: z.int(),
  lines: z.array(CostLine),
  leftOut: z.array(z.string()),
})
export type CostEstimate = z.infer<typeof CostEstimate>

/** What runs; times UTC ms. `deployedAt` is when this version was uploaded or, when that is not told, first seen (`deployedBy`). */
export const Deployment = z.object({
  version: z.string(),
  id: z.nullable(z.string()),
  deployedAt: z.nullable(z.int()),
  deployedBy: z.enum(['metadata', 'first_seen']),
  /** the object that gathers these figures began its present life then */
  objectSince: z.int(),
  /** the relay process began then; null: never heard */
  relaySince: z.nullable(z.int()),
  relayVersion: z.nullable(z.string()),
})
export type Deployment = z.infer<typeof Deployment>

/** How far back the series go: minutes of an hour, hours of a day, or days of a month. */
export const HealthSpan = z.enum(['hour', 'day', 'month'])
export type HealthSpan = z.infer<typeof HealthSpan>
export const HealthQuery = z.object({ span: z._default(HealthSpan, 'hour') })
export type HealthQuery = z.infer<typeof HealthQuery>

/** `GET /api/developer/health`. `state` is the worst of all. */
export const HealthReport = z.object({
  at: z.int(),
  state: HealthState,
  groups: z.array(HealthGroup),
  shards: z.array(ShardRow),
  databases: z.array(DatabaseRow),
  cost: CostEstimate,
  deployment: Deployment,
})
export type HealthReport = z.infer<typeof HealthReport>

/** What `GET /health` says of one thing. `why` is a sentence when it is not ok. */
export interface PublicCheck {
  ok: boolean
  why?: string
}
/** `GET /health`, for uptime monitors: 200 when all is ok, 503 when something is not. `at`: when it was looked at, UTC ms. */
export interface PublicHealth {
  ok: boolean
  version: string
  at: number
  checks: Record<'relay' | 'database' | 'discord' | 'actions', PublicCheck>
}
