import * as z from 'zod/mini'
import { Channel, GuildState, Member, Role, Safety } from './guild.ts'
import { Snowflake } from './ids.ts'

/** An entry of Discord's audit log, as far as Wardroom reads it. `userId` is who did it. */
export const AuditEntry = z.object({
  id: Snowflake,
  actionType: z.int(),
  userId: z.nullable(Snowflake),
  targetId: z.nullable(Snowflake),
  reason: z.nullable(z.string()),
  changes: z.array(z.object({ key: z.string(), old: z.optional(z.unknown()), new: z.optional(z.unknown()) })),
  options: z.nullable(z.record(z.string(), z.unknown())),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** Discord's audit action types that Wardroom acts on. */
export const AuditType = {
  kick: 20,
  prune: 21,
  ban: 22,
  unban: 23,
  memberUpdate: 24,
  memberRoles: 25,
  messageDelete: 72,
  messageBulkDelete: 73,
} as const

/** One thing the relay saw, already reduced to what Wardroom uses; `at` is UTC ms of arrival at the relay. */
export const GatewayEvent = z.discriminatedUnion('type', [
  /** on connect and on changes of name, icon, owner, roles or channels as a whole */
  z.object({ type: z.literal('guild.state'), at: z.int(), guild: GuildState, safety: z.optional(Safety) }),
  /** the bot was removed; an outage is not reported */
  z.object({ type: z.literal('guild.removed'), at: z.int() }),
  z.object({
    type: z.literal('guild.updated'),
    at: z.int(),
    name: z.string(),
    icon: z.nullable(z.string()),
    ownerId: Snowflake,
    safety: z.optional(Safety),
  }),
  z.object({ type: z.literal('role.saved'), at: z.int(), role: Role, created: z.boolean() }),
  z.object({ type: z.literal('role.deleted'), at: z.int(), roleId: Snowflake }),
  z.object({ type: z.literal('channel.saved'), at: z.int(), channel: Channel, created: z.boolean() }),
  z.object({ type: z.literal('channel.deleted'), at: z.int(), channelId: Snowflake }),
  z.object({ type: z.literal('member.joined'), at: z.int(), member: Member }),
  z.object({ type: z.literal('member.updated'), at: z.int(), member: Member }),
  z.object({
    type: z.literal('member.left'),
    at: z.int(),
    user: z.object({
      id: Snowflake,
      username: z.string(),
      globalName: z.nullable(z.string()),
      avatar: z.nullable(z.string()),
      bot: z.boolean(),
    }),
  }),
  z.object({ type: z.literal('ban.added'), at: z.int(), userId: Snowflake, username: z.string() }),
  z.object({ type: z.literal('ban.removed'), at: z.int(), userId: Snowflake, username: z.string() }),
  z.object({ type: z.literal('audit.entry'), at: z.int(), entry: AuditEntry }),
  /** only while somebody watches the guild */
  z.object({
    type: z.literal('voice.moved'),
    at: z.int(),
    userId: Snowflake,
    name: z.string(),
    channelId: z.nullable(Snowflake),
  }),
  /** only while somebody watches the guild */
  z.object({
    type: z.literal('messages.deleted'),
    at: z.int(),
    messageIds: z.array(Snowflake).check(z.maxLength(100)),
  }),
  /** messages since the last report, per channel and, reported more rarely, per author; nothing of their content */
  z.object({
    type: z.literal('messages.counted'),
    at: z.int(),
    channels: z.record(Snowflake, z.int()),
    authors: z.optional(z.record(Snowflake, z.int())),
  }),
])
export type GatewayEvent = z.infer<typeof GatewayEvent>

/** How the relay is: one entry per shard. Times UTC ms, latency ms. */
export const ShardHealth = z.object({
  id: z.int(),
  state: z.enum(['connecting', 'ready', 'resuming', 'closed']),
  latency: z.nullable(z.number()),
  lastEventAt: z.nullable(z.int()),
  guilds: z.int(),
  /** how often its session was taken up again since the relay began */
  resumes: z._default(z.int(), 0),
})
export type ShardHealth = z.infer<typeof ShardHealth>

/**
 * The relay's process and the machine or container it has. Bytes; `cpu` is the share of what it may use, 0 to 1; lag is that of
 * its event loop, ms, since the report before. `waiting` events are in memory, `spilled` bytes of them on disk.
 */
export const RelayHost = z.object({
  at: z.int(),
  startedAt: z.int(),
  version: z.string().check(z.maxLength(40)),
  node: z.string().check(z.maxLength(40)),
  os: z.string().check(z.maxLength(120)),
  cpu: z.number(),
  cores: z.number(),
  memory: z.object({ used: z.number(), total: z.number() }),
  disk: z.nullable(z.object({ used: z.number(), total: z.number() })),
  lag: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  waiting: z.int(),
  spilled: z.number(),
})
export type RelayHost = z.infer<typeof RelayHost>

/**
 * What the relay posts, signed (domain `relay`), one at a time and in order. (epoch, batch) names it: epoch is UTC ms of the
 * relay's start, batch counts up from 1; a batch seen before is answered again and changes nothing.
 */
export const RelayBatch = z.object({
  epoch: z.int(),
  batch: z.int(),
  shards: z.array(ShardHealth),
  dropped: z.int(),
  /** now and then */
  host: z.optional(RelayHost),
  guilds: z
    .array(z.object({ guildId: Snowflake, events: z.array(GatewayEvent).check(z.maxLength(500)) }))
    .check(z.maxLength(500)),
})
export type RelayBatch = z.infer<typeof RelayBatch>

/** The Worker's answer to a batch, and what it pushes down the relay's watch socket: guilds with someone looking. */
export const Watching = z.object({ watching: z.array(Snowflake) })
export type Watching = z.infer<typeof Watching>
