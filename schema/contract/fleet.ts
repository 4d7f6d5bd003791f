import * as z from 'zod/mini'
import { Snowflake } from './ids.ts'
import { ModuleId } from './modules.ts'

/** A server as the developers' list shows it. Times UTC ms. */
export const FleetRow = z.object({
  id: Snowflake,
  name: z.string(),
  icon: z.nullable(z.string()),
  members: z.int(),
  /** Discord's locale, such as `de` */
  language: z.string(),
  /** of what Wardroom posts there; null: Wardroom's own colours */
  embedColor: z.nullable(z.int()),
  modules: z.array(ModuleId),
  /** where broadcasts go; null: nowhere */
  broadcastChannelId: z.nullable(Snowflake),
  /** why the last broadcast could not be posted there; null: nothing is wrong */
  broken: z.nullable(z.string()),
  /** the D1 shard that holds its data */
  shard: z.int(),
  installedAt: z.int(),
  /** the day something last happened there; null: nothing was heard yet */
  activeAt: z.nullable(z.int()),
  /** null: the bot is there */
  removedAt: z.nullable(z.int()),
})
export type FleetRow = z.infer<typeof FleetRow>

/** `2,5,…` as modules; what is none makes it undefined. */
const named = (text: string): boolean => text.split(',').every((id) => ModuleId.options.some((one) => one === id))
const Modules = z.optional(z.string().check(z.refine(named, 'not a module')))
const Count = z.optional(z.coerce.number().check(z.int(), z.minimum(0)))

/** Which servers; all that is given must hold. `on` and `off` are modules, parted by commas. */
export const FleetFilter = z.object({
  /** words of the name, begun or whole, look-alike letters counting as the same; or an id or its beginning */
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  language: z.optional(z.string().check(z.maxLength(10))),
  on: Modules,
  off: Modules,
  /** the broadcast channel */
  channel: z.optional(z.enum(['set', 'none', 'broken'])),
  minMembers: Count,
  maxMembers: Count,
  /** without it those where the bot is */
  state: z.optional(z.enum(['here', 'removed', 'all'])),
})
export type FleetFilter = z.infer<typeof FleetFilter>

/** By name from a to z; most members, newest installed, last active first. */
export const FleetOrder = z.enum(['name', 'members', 'installed', 'active'])
export type FleetOrder = z.infer<typeof FleetOrder>

/** `reverse` turns the order round; `after` is the cursor of the page before. Without an order the newest come first. */
export const FleetQuery = z.extend(FleetFilter, {
  order: z.optional(FleetOrder),
  reverse: z.optional(z.literal('yes')),
  after: z.optional(z.string().check(z.maxLength(800))),
})
export type FleetQuery = z.infer<typeof FleetQuery>

export interface FleetPage {
  rows: FleetRow[]
  next: string | null
  /** how many match in all */
  total: number
  /** how many shards the gateway connection has */
  gatewayShards: number
}

/** All servers counted; `languages` and `modules` of those where the bot is. */
export const FleetTotals = z.object({
  guilds: z.int(),
  members: z.int(),
  /** those the bot was removed from whose data is still kept */
  removed: z.int(),
  /** those whose broadcast channel is broken */
  broken: z.int(),
  languages: z.record(z.string(), z.int()),
  modules: z.record(ModuleId, z.int()),
  at: z.int(),
})
export type FleetTotals = z.infer<typeof FleetTotals>

/** What changed since the last message: rows as they are now, those that are gone, or (`stale`) too much to tell. */
export const FleetChange = z.object({
  rows: z.array(FleetRow),
  gone: z.array(Snowflake),
  stale: z.boolean(),
  totals: FleetTotals,
})
export type FleetChange = z.infer<typeof FleetChange>

/** The gateway shard that hears of a server, as Discord reckons it. */
export const gatewayShardOf = (id: Snowflake, shards: number): number => Number((BigInt(id) >> 22n) % BigInt(shards))
