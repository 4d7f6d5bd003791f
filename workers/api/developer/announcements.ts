import { Hono } from 'hono'
import * as z from 'zod/mini'
import { fail } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { logEvent } from '#workers/actions/tell-ops.ts'
import { body } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import { knownGuild } from '#workers/auth/known-guild.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** Discord's type of a channel that others can follow. */
const ANNOUNCEMENT = 5
const Choice = z.object({ guildId: Snowflake, channelId: Snowflake })

/** The announcement channel that servers may follow: one, in a server that a developer administers. */
export const announcements = new Hono<GuildEnv>()
  .get('/', developerOnly, async (c) =>
    c.json({ channel: await c.env.OPS.getByName('ops').announcementChannel() }, 200),
  )
  .put('/', developerOnly, body(Choice), async (c) => {
    const { guildId, channelId } = c.req.valid('json')
    const { user } = c.var.session
    if (!(await knownGuild(c.env, guildId))) return refuse(c, fail('no_such_guild'))
    const access = await callGuild(c.env, guildId, (guild) => guild.access(user.id))
    if (!access.ok) return refuse(c, access)
    if (access.level !== 'admin') return refuse(c, fail('seat_too_low', { seat: access.level, needed: 'admin' }))
    const state = await callGuild(c.env, guildId, (guild) => guild.state())
    if (!state.ok) return refuse(c, state)
    const found = state.channels.find(({ id }) => id === channelId)
    if (!found) return refuse(c, fail('unknown_channel'))
    if (found.type !== ANNOUNCEMENT) return refuse(c, fail('wrong_channel'))
    const channel = { guildId, guildName: state.name, channelId, channelName: found.name }
    await c.env.OPS.getByName('ops').setAnnouncementChannel(channel)
    logEvent(c.env, {
      severity: 'info',
      type: 'announcement_channel',
      guildId,
      message: `${user.name} chose #${found.name} of ${state.name} as the announcement channel`,
      detail: { channelId, by: user.id },
    })
    return c.json({ channel }, 200)
  })
  .delete('/', developerOnly, async (c) => {
    await c.env.OPS.getByName('ops').setAnnouncementChannel(null)
    return c.json({ channel: null }, 200)
  })
