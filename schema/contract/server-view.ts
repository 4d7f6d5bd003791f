import * as z from 'zod/mini'
import { Person } from './action.ts'
import type { FleetRow } from './fleet.ts'
import type { ShardHealth } from './gateway.ts'
import { Snowflake } from './ids.ts'
import type { Seat } from './seat.ts'
import type { Settings } from './settings.ts'

/** How a guild's object does, in plain figures. Times UTC ms. */
export interface GuildHealth {
  /** the last batch of the relay was taken in then */
  heardAt: number | null
  /** open pages */
  sockets: number
  /** actions on their way, and when the oldest was accepted */
  unfinished: number
  oldestAt: number | null
  /** temporary ones that run, and those whose end is late */
  running: number
  overdue: number
  /** sweeps that are neither done nor stopped */
  sweeps: number
  /** the last case number, and the last row of the audit log */
  cases: number
  auditRows: number
  /** of the object's own storage, bytes */
  stored: number
  /** when it wakes by itself next; null: nothing is due */
  alarmAt: number | null
}

/** What a guild's object is asked to name, and for whom. */
export const LookWish = z.object({ by: Person, ids: z.array(Snowflake).check(z.maxLength(2000)) })
export type LookWish = z.infer<typeof LookWish>
/** Names by id of what was asked for, as far as they are known. */
export type Names = Record<string, { type: 'role' | 'channel' | 'user'; name: string }>
export interface GuildLook {
  health: GuildHealth
  names: Names
}

/** What developers see of one server: its configuration and its health, no content. */
export interface ServerView {
  row: FleetRow
  settings: Settings
  seats: Seat[]
  /** null: the guild's object did not answer */
  look: GuildLook | null
  /** how long the object took to answer, ms */
  answeredIn: number
  gateway: { shard: number; shards: number; online: boolean; health: ShardHealth | null }
  at: number
}
