import { Hono } from 'hono'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** Raid mode and the alerts of joins. Raid mode itself is switched by actions: `contain` and `release`. */
export const raid = new Hono<GuildEnv>()
  .get('/', guildAccess('viewer'), async (c) =>
    c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.raid()), 200),
  )
  .post('/alerts/:alert/dismiss', guildAccess('moderator'), async (c) => {
    const by = { ...c.var.session.user, name: c.var.access.name }
    const wanted = { id: c.req.param('alert'), by, requestId: c.var.requestId }
    const dismissed = await callGuild(c.env, c.var.guildId, (guild) => guild.dismissAlert(wanted))
    return dismissed.ok ? c.json(dismissed, 200) : refuse(c, dismissed)
  })
