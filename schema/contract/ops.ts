import * as z from 'zod/mini'
import { Person } from './action.ts'
import { AnnouncementChannel, Broadcast } from './broadcast.ts'
import { FleetChange } from './fleet.ts'
import { Snowflake } from './ids.ts'

export const Severity = z.enum(['info', 'warning', 'error'])
export type Severity = z.infer<typeof Severity>

/** Small facts beside a message. Whatever looks like a secret is taken out before it is kept. */
export const LogDetail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type LogDetail = z.infer<typeof LogDetail>

/** What some part of Wardroom tells the operational log. `type` is snake_case: `guild_join`, `config_update`, `error` … */
export const LogEvent = z.object({
  severity: Severity,
  type: z.string().check(z.regex(/^[a-z][a-z_]{1,39}$/)),
  guildId: z.nullable(Snowflake),
  message: z.string().check(z.maxLength(1000)),
  detail: z.optional(LogDetail),
})
export type LogEvent = z.infer<typeof LogEvent>

/** A row of the log: the same event again within a minute is one row, counted. Times UTC ms. */
export const LogRow = z.extend(LogEvent, {
  seq: z.int(),
  at: z.int(),
  lastAt: z.int(),
  count: z.int(),
})
export type LogRow = z.infer<typeof LogRow>

/** Filters of the log, all optional, all in the URL; `before` is the `seq` of the last row of the page before. */
export const LogQuery = z.object({
  severity: z.optional(Severity),
  type: z.optional(z.string().check(z.maxLength(40))),
  guild: z.optional(Snowflake),
  from: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  to: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  before: z.optional(z.coerce.number().check(z.int(), z.minimum(1))),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500))),
})
export type LogQuery = z.infer<typeof LogQuery>
/** How long rows of the log are kept, days. */
export const LogRetention = z.object({ days: z.int().check(z.minimum(7), z.maximum(365)) })
export type LogRetention = z.infer<typeof LogRetention>
export interface LogPage {
  rows: LogRow[]
  next: number | null
}

/** One use of a command: how long its outcome took (ms), and whether it was what was asked for. */
export const CommandUse = z.object({
  command: z.string(),
  guildId: Snowflake,
  userId: Snowflake,
  at: z.int(),
  ms: z.number(),
  ok: z.boolean(),
})
export type CommandUse = z.infer<typeof CommandUse>

/** Uses of one command, or of all, in some time; latencies in ms, null without uses. */
export interface UseFigures {
  uses: number
  failed: number
  p50: number | null
  p95: number | null
  p99: number | null
}
export interface CommandFigures extends UseFigures {
  command: string
}
/** Commands of the last days, oldest day first; `day` is UTC ms of its start. `days` and `all` are of the command asked for, if one is. */
export interface CommandReport {
  days: (UseFigures & { day: number })[]
  commands: CommandFigures[]
  all: UseFigures
}
/** The last 48 hours from `from` (UTC ms), the running one last; commands of the last 24; `users`: who ever used one. */
export interface CommandsLately {
  at: number
  from: number
  hours: { uses: number; failed: number }[]
  commands: CommandFigures[]
  all: UseFigures
  users: number
}
export const CommandReportQuery = z.object({
  days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(90)), 30),
  command: z.optional(z.string().check(z.maxLength(40))),
  guild: z.optional(Snowflake),
})
export type CommandReportQuery = z.infer<typeof CommandReportQuery>

/** What can be switched off for everybody in an incident. */
export const SwitchName = z.enum(['broadcasts', 'sweeps', 'writes'])
export type SwitchName = z.infer<typeof SwitchName>
export const Switched = z.object({ by: Person, at: z.int(), reason: z.string() })
export type Switched = z.infer<typeof Switched>
/** What is off now, and why; null: on, as usual. */
export const Switches = z.record(SwitchName, z.nullable(Switched))
export type Switches = z.infer<typeof Switches>
export const allOn: Switches = { broadcasts: null, sweeps: null, writes: null }

/** What the developers' open pages are told. */
export const OpsMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('log.appended'), rows: z.array(LogRow) }),
  z.object({ type: z.literal('commands.used'), uses: z.array(CommandUse) }),
  z.object({ type: z.literal('switches.changed'), switches: Switches }),
  z.object({ type: z.literal('broadcast.changed'), broadcast: Broadcast }),
  z.object({ type: z.literal('broadcast.deleted'), id: z.string() }),
  z.object({ type: z.literal('announcements.changed'), channel: z.nullable(AnnouncementChannel) }),
  z.object({ type: z.literal('developers.changed') }),
  z.object({ type: z.literal('fleet.changed'), change: FleetChange }),
  /** the figures of /api/developer/health moved; told at most every few seconds */
  z.object({ type: z.literal('health.changed'), at: z.int() }),
])
export type OpsMessage = z.infer<typeof OpsMessage>
