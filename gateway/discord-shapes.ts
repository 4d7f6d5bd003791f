import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'

/** What is read of Discord's dispatches; everything else in them is let go. */
const maybe = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type))

export const User = z.object({
  id: Snowflake,
  username: z.string(),
  global_name: maybe(z.string()),
  avatar: maybe(z.string()),
  bot: z.optional(z.boolean()),
})
export const Member = z.object({
  user: User,
  nick: maybe(z.string()),
  roles: z.array(Snowflake),
  joined_at: maybe(z.string()),
  communication_disabled_until: maybe(z.string()),
})
export const Role = z.object({
  id: Snowflake,
  name: z.string(),
  color: z.int(),
  position: z.int(),
  permissions: z.string(),
  managed: z.optional(z.boolean()),
})
export const Channel = z.object({
  id: Snowflake,
  name: maybe(z.string()),
  type: z.int(),
  position: z.optional(z.int()),
  parent_id: maybe(Snowflake),
  permission_overwrites: z.optional(
    z.array(z.object({ id: Snowflake, type: z.int(), allow: z.string(), deny: z.string() })),
  ),
  rate_limit_per_user: maybe(z.int()),
})

/** Of a guild; `incidents_data` is null while nothing is paused. */
const safety = {
  verification_level: z.optional(z.int()),
  incidents_data: maybe(z.object({ invites_disabled_until: maybe(z.string()), dms_disabled_until: maybe(z.string()) })),
}

const guild_id = Snowflake
export const GuildCreate = z.object({
  id: Snowflake,
  name: z.string(),
  icon: maybe(z.string()),
  owner_id: Snowflake,
  member_count: z.optional(z.int()),
  preferred_locale: z.optional(z.string()),
  roles: z.array(Role),
  channels: z.array(Channel),
  voice_states: z.optional(z.array(z.object({ user_id: Snowflake, channel_id: maybe(Snowflake) }))),
  ...safety,
})
export const GuildGone = z.object({ id: Snowflake, unavailable: z.optional(z.boolean()) })
export const GuildUpdate = z.object({
  id: Snowflake,
  name: z.string(),
  icon: maybe(z.string()),
  owner_id: Snowflake,
  ...safety,
})
export const RoleSaved = z.object({ guild_id, role: Role })
export const RoleDeleted = z.object({ guild_id, role_id: Snowflake })
export const ChannelSaved = z.extend(Channel, { guild_id })
export const ChannelDeleted = z.object({ guild_id, id: Snowflake })
export const MemberSaved = z.extend(Member, { guild_id })
export const AboutUser = z.object({ guild_id, user: User })
export const AuditEntry = z.object({
  guild_id,
  id: Snowflake,
  action_type: z.int(),
  user_id: maybe(Snowflake),
  target_id: maybe(Snowflake),
  reason: maybe(z.string()),
  changes: maybe(
    z.array(z.object({ key: z.string(), old_value: z.optional(z.unknown()), new_value: z.optional(z.unknown()) })),
  ),
  options: maybe(z.record(z.string(), z.unknown())),
})
export const VoiceState = z.object({
  guild_id: z.optional(guild_id),
  channel_id: maybe(Snowflake),
  user_id: Snowflake,
  member: z.optional(z.object({ nick: maybe(z.string()), user: User })),
})
export const Message = z.object({
  guild_id: z.optional(guild_id),
  channel_id: Snowflake,
  webhook_id: z.optional(z.string()),
  author: z.object({ id: Snowflake, bot: z.optional(z.boolean()) }),
})
export const MessageDeleted = z.object({ guild_id: z.optional(guild_id), id: Snowflake })
export const MessagesDeleted = z.object({
  guild_id: z.optional(guild_id),
  ids: z.array(Snowflake),
})
export const Ready = z.object({ guilds: z.array(z.object({ id: Snowflake })) })
