import { createMiddleware } from 'hono/factory'
import { fail } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { seatRank, type SeatLevel } from '#schema/contract/seat.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { knownGuild } from './known-guild.ts'
import { refuse } from './refuse.ts'
import type { GuildEnv } from './session-env.ts'

const guards = new WeakMap<object, SeatLevel>()

/**
 * The guard of a guild's route, first after its path: lets those pass who have at least this seat there now, as the
 * guild's object knows it on this very request. Stands behind `readSession`.
 */
export function guildAccess(level: SeatLevel) {
  const guard = createMiddleware<GuildEnv>(async function guildAccess(c, next) {
    const guildId = Snowflake.safeParse(c.req.param('guild'))
    if (!guildId.success) return refuse(c, fail('bad_request', { issue: 'the server id is not a Discord id' }))
    const known = await knownGuild(c.env, guildId.data)
    if (!known) return refuse(c, fail('no_such_guild'))
    const { session } = c.var
    const access = await callGuild(c.env, guildId.data, (guild) => guild.access(session.user.id))
    if (!access.ok) return refuse(c, access)
    if (seatRank[access.level] < seatRank[level])
      return refuse(c, fail('seat_too_low', { seat: access.level, needed: level }))
    c.set('guildId', guildId.data)
    c.set('shard', known.shard)
    c.set('installedAt', known.installedAt)
    c.set('access', access)
    await next()
  })
  guards.set(guard, level)
  return guard
}

/** The seat a handler asks for, when it is such a guard. */
export const guardLevel = (handler: object): SeatLevel | undefined => guards.get(handler)
