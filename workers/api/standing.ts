import { Hono } from 'hono'
import { fail } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { standingOf, weighedOf } from '#schema/contract/standing.ts'
import { listWarnings } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** What someone's warnings weigh now, and what each further one would lead to. */
export const standing = new Hono<GuildEnv>().get('/:user/standing', guildAccess('viewer'), async (c) => {
  const id = Snowflake.safeParse(c.req.param('user'))
  if (!id.success) return refuse(c, fail('unknown_user'))
  const [settings, warnings] = await Promise.all([
    callGuild(c.env, c.var.guildId, (guild) => guild.settings()),
    listWarnings(guildDb(c.env, c.var.shard), c.var.guildId, id.data),
  ])
  return c.json(standingOf(settings.warnings, warnings.map(weighedOf), Date.now()), 200)
})
