import * as z from 'zod/mini'
import { Role, type Channel, type Member } from '#schema/contract/guild.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { DiscordUser, type DiscordChannel } from '#durable-objects/discord/shapes.ts'

/** Discord's bodies of guilds and members, as far as the guild's object reads them, and what they become here. */
export const DiscordGuild = z.object({
  id: Snowflake,
  name: z.string(),
  icon: z.nullable(z.string()),
  owner_id: Snowflake,
  roles: z.array(Role),
  approximate_member_count: z.optional(z.int()),
})

export const DiscordMember = z.object({
  user: DiscordUser,
  nick: z.optional(z.nullable(z.string())),
  roles: z.array(Snowflake),
  joined_at: z.optional(z.nullable(z.string())),
  communication_disabled_until: z.optional(z.nullable(z.string())),
})

const time = (iso: string | null | undefined): number | null => {
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}

export const toMember = (m: z.infer<typeof DiscordMember>): Member => ({
  id: m.user.id,
  username: m.user.username,
  globalName: m.user.global_name ?? null,
  nick: m.nick ?? null,
  avatar: m.user.avatar ?? null,
  bot: m.user.bot ?? false,
  roleIds: m.roles,
  joinedAt: time(m.joined_at),
  leftAt: null,
  timeoutUntil: time(m.communication_disabled_until),
})

export const toChannel = (c: DiscordChannel): Channel => ({
  id: c.id,
  name: c.name ?? '',
  type: c.type,
  position: c.position ?? 0,
  parentId: c.parent_id ?? null,
  overwrites: c.permission_overwrites ?? [],
  slowmode: c.rate_limit_per_user ?? 0,
})
