import * as z from 'zod/mini'
import type { Person } from '#schema/contract/action.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { memberName } from '#schema/contract/member-name.ts'

/** Discord's bodies, as far as the action path reads them. */
export const DiscordUser = z.object({
  id: Snowflake,
  username: z.string(),
  global_name: z.optional(z.nullable(z.string())),
  avatar: z.optional(z.nullable(z.string())),
  bot: z.optional(z.boolean()),
})
export type DiscordUser = z.infer<typeof DiscordUser>

export const DiscordBan = z.object({ user: DiscordUser, reason: z.optional(z.nullable(z.string())) })
export type DiscordBan = z.infer<typeof DiscordBan>

export const DiscordMessage = z.object({ id: Snowflake, channel_id: Snowflake })

export const DiscordOverwrite = z.object({ id: Snowflake, type: z.int(), allow: z.string(), deny: z.string() })

export const DiscordChannel = z.object({
  id: Snowflake,
  type: z.int(),
  guild_id: z.optional(Snowflake),
  name: z.optional(z.nullable(z.string())),
  parent_id: z.optional(z.nullable(Snowflake)),
  position: z.optional(z.int()),
  rate_limit_per_user: z.optional(z.int()),
  permission_overwrites: z.optional(z.array(DiscordOverwrite)),
})
export type DiscordChannel = z.infer<typeof DiscordChannel>

export const DiscordAuditLog = z.object({
  audit_log_entries: z.array(
    z.object({
      id: Snowflake,
      user_id: z.nullable(Snowflake),
      target_id: z.nullable(z.string()),
      reason: z.optional(z.nullable(z.string())),
    }),
  ),
})

export const toPerson = (user: DiscordUser): Person => ({
  id: user.id,
  name: memberName({ nick: null, globalName: user.global_name ?? null, username: user.username }),
  avatar: user.avatar ?? null,
  bot: user.bot ?? false,
})
