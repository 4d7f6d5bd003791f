import { Hono } from 'hono'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

export const overview = new Hono<GuildEnv>().get('/', guildAccess('viewer'), async (c) =>
  c.json({ ...(await callGuild(c.env, c.var.guildId, (guild) => guild.overview())), since: c.var.installedAt }, 200),
)
