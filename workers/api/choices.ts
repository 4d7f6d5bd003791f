import { Hono } from 'hono'
import type { Person } from '#schema/contract/action.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** What there is to choose from when working on cases. `staff`: known moderators and administrators, not all there may be. */
export interface Choices extends Pick<Settings, 'labels' | 'reasonTemplates'> {
  staff: Person[]
}

export const choices = new Hono<GuildEnv>().get('/', guildAccess('viewer'), async (c) => {
  const found: Choices = await callGuild(c.env, c.var.guildId, (guild) => guild.choices())
  return c.json(found, 200)
})
