import { Hono } from 'hono'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { SettingsPatch } from '#schema/contract/settings.ts'
import { Warnings } from '#schema/contract/warnings.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getGuild } from '#schema/queries/guilds.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { askerOf } from '#workers/auth/asker.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { tryLadder } from './ladder-trial.ts'
import { body } from './parse.ts'

/** Discord's channel types a log can be posted to: text and announcement. */
const POSTABLE = new Set([0, 5])

export const settings = new Hono<GuildEnv>()
  .get('/', guildAccess('admin'), async (c) =>
    c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.settings()), 200),
  )
  /** Why the last broadcast could not be posted here: a failure's code, or null. */
  .get('/broadcasts', guildAccess('admin'), async (c) => {
    const row = await getGuild(registryDb(c.env), c.var.guildId)
    return c.json({ broken: row?.broadcastBroken ?? null }, 200)
  })
  /** What this ladder would have done lately; it need not be saved. */
  .post('/ladder-trial', guildAccess('admin'), body(Warnings), async (c) =>
    c.json(await tryLadder(c.env, c.var, c.req.valid('json')), 200),
  )
  .patch('/', guildAccess('admin'), body(SettingsPatch), async (c) => {
    const asked = c.req.valid('json')
    const refusal = await refuseChannel(c.env, c.var.guildId, [
      asked.logChannelId,
      asked.raid?.alertChannelId,
      asked.reports?.channelId,
      asked.broadcasts?.channelId,
    ])
    if (refusal) return refuse(c, refusal)
    const asker = askerOf(c)
    return c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.saveSettings(asked, asker)), 200)
  })

/** What is posted goes to channels of this very server. */
async function refuseChannel(
  env: Env,
  guildId: string,
  channelIds: readonly (string | null | undefined)[],
): Promise<Failure | null> {
  const wanted = channelIds.filter((id) => typeof id === 'string')
  if (wanted.length === 0) return null
  const state = await callGuild(env, guildId, (guild) => guild.state())
  if (!state.ok) return state
  const channels = wanted.map((id) => state.channels.find((one) => one.id === id))
  if (channels.includes(undefined)) return fail('unknown_channel')
  return channels.every((channel) => channel && POSTABLE.has(channel.type)) ? null : fail('wrong_channel')
}
