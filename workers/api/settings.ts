import { Hono } from 'hono'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { Settings } from '#schema/contract/settings.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body } from './parse.ts'

/** Discord's channel types a log can be posted to: text and announcement. */
const POSTABLE = new Set([0, 5])

export const settings = new Hono<GuildEnv>()
  .get('/', guildAccess('admin'), async (c) =>
    c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.settings()), 200),
  )
  .put('/', guildAccess('admin'), body(Settings), async (c) => {
    const asked = c.req.valid('json')
    const refusal = await refuseLogChannel(c.env, c.var.guildId, asked.logChannelId)
    if (refusal) return refuse(c, refusal)
    return c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.saveSettings(asked)), 200)
  })

/** The log goes to a channel of this very server. */
async function refuseLogChannel(env: Env, guildId: string, channelId: string | null): Promise<Failure | null> {
  if (channelId === null) return null
  const state = await callGuild(env, guildId, (guild) => guild.state())
  if (!state.ok) return state
  const channel = state.channels.find((one) => one.id === channelId)
  if (!channel) return fail('unknown_channel')
  return POSTABLE.has(channel.type) ? null : fail('wrong_channel')
}
