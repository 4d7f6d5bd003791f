import { Hono } from 'hono'
import { fail } from '#schema/contract/failure.ts'
import { SettingsSave } from '#schema/contract/settings.ts'
import { Warnings } from '#schema/contract/warnings.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getGuild } from '#schema/queries/guilds.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { follow, refuseChannels } from '#workers/actions/save-news.ts'
import { askerOf } from '#workers/auth/asker.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { tryLadder } from './ladder-trial.ts'
import { body } from './parse.ts'

export const settings = new Hono<GuildEnv>()
  .get('/', guildAccess('admin'), async (c) =>
    c.json(await callGuild(c.env, c.var.guildId, (guild) => guild.settings()), 200),
  )
  /** Why the last broadcast could not be posted here (a failure's code, or null), and what there is to follow. */
  .get('/broadcasts', guildAccess('admin'), async (c) => {
    const [row, source] = await Promise.all([
      getGuild(registryDb(c.env), c.var.guildId),
      c.env.OPS.getByName('ops').announcementChannel(),
    ])
    return c.json({ broken: row?.broadcastBroken ?? null, source }, 200)
  })
  /** Posts a line to the channel of broadcasts, to see whether they can be posted there. */
  .post('/broadcasts/try', guildAccess('admin'), async (c) => {
    const { broadcasts } = await callGuild(c.env, c.var.guildId, (guild) => guild.settings())
    const { channelId } = broadcasts
    if (channelId === null) return refuse(c, fail('unknown_channel'))
    const tried = await callGuild(c.env, c.var.guildId, (guild) => guild.news({ type: 'try', channelId }))
    return tried.ok ? c.json(tried, 200) : refuse(c, tried)
  })
  /** What this ladder would have done lately; it need not be saved. */
  .post('/ladder-trial', guildAccess('admin'), body(Warnings), async (c) =>
    c.json(await tryLadder(c.env, c.var, c.req.valid('json')), 200),
  )
  .patch('/', guildAccess('admin'), body(SettingsSave), async (c) => {
    const { seen, ...asked } = c.req.valid('json')
    const refusal = await refuseChannels(c.env, c.var.guildId, [
      asked.logChannelId,
      asked.raid?.alertChannelId,
      asked.reports?.channelId,
      asked.broadcasts?.channelId,
    ])
    if (refusal) return refuse(c, refusal)
    if (asked.broadcasts) {
      const following = await follow(c.env, c.var.guildId, asked.broadcasts)
      if (!following.ok) return refuse(c, following)
    }
    const asker = askerOf(c)
    const saved = await callGuild(c.env, c.var.guildId, (guild) => guild.saveSettings(asked, asker, seen))
    return saved ? c.json(saved, 200) : refuse(c, fail('settings_changed'))
  })
