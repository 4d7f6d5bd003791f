import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { Id } from '#sandbox/rest/bodies.ts'
import { pageOf, readNumber } from '#sandbox/rest/query.ts'
import { refuse } from '#sandbox/rest/refuse.ts'
import { needs, needsRank, theGuild, theUser } from '#sandbox/rest/require.ts'
import { route, type Call } from '#sandbox/rest/route.ts'
import type { Guild } from '#sandbox/world/shapes.ts'

const DAY = 86_400_000
const OUTSIDE_BANS_PER_DAY = 1_000
const seconds = z.int().min(0).max(604_800)

export const bans = [
  route('GET /guilds/:guild/bans', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'banMembers')
    const limit = readNumber(call.query, 'limit', { min: 1, max: 1000, standard: 1000 })
    const ascending = [...guild.bans]
      .map(([id, { reason }]) => ({ id, reason }))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    return pageOf(ascending, call.query, limit).map(({ id, reason }) => ({ user: call.world.mustUser(id), reason }))
  }),

  route('GET /guilds/:guild/bans/:user', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'banMembers')
    const user = theUser(call)
    return { user, reason: (guild.bans.get(user.id) ?? refuse(10026)).reason }
  }),

  route(
    'PUT /guilds/:guild/bans/:user',
    {
      body: z.strictObject({
        delete_message_seconds: seconds.nullish(),
        delete_message_days: z.int().min(0).max(7).nullish(),
      }),
    },
    (call) => {
      const guild = theGuild(call)
      needs(call, guild, 'banMembers')
      const { id } = theUser(call)
      if (id === application.id || id === guild.owner_id) refuse(50013)
      if (guild.bans.has(id)) return undefined
      if (guild.members.has(id)) needsRank(call, guild, id)
      else if (!countOutside(call, guild)) refuse(30035)
      const deleteSeconds = call.body.delete_message_seconds ?? (call.body.delete_message_days ?? 0) * 86_400
      call.world.ban(guild.id, id, { by: application.id, reason: call.reason, deleteSeconds })
      return undefined
    },
  ),

  route('DELETE /guilds/:guild/bans/:user', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'banMembers')
    const { id } = theUser(call)
    if (!call.world.unban(guild.id, id, { by: application.id, reason: call.reason })) refuse(10026)
    return undefined
  }),

  route(
    'POST /guilds/:guild/bulk-ban',
    {
      limit: { calls: 2, ms: 1_000 },
      body: z.strictObject({
        user_ids: z
          .array(Id)
          .min(1)
          .max(200)
          .refine((ids) => new Set(ids).size === ids.length, {
            message: 'The set already contains this value',
            params: { code: 'SET_TYPE_ALREADY_CONTAINS_VALUE' },
          }),
        delete_message_seconds: seconds.optional(),
      }),
    },
    (call) => {
      const guild = theGuild(call)
      needs(call, guild, 'banMembers', 'manageGuild')
      const banned_users: string[] = []
      const failed_users: string[] = []
      // the bot itself is in neither list
      for (const id of call.body.user_ids.filter((id) => id !== application.id))
        if (mayBan(call, guild, id)) {
          const deleteSeconds = call.body.delete_message_seconds ?? 0
          call.world.ban(guild.id, id, { by: application.id, reason: call.reason, deleteSeconds })
          banned_users.push(id)
        } else failed_users.push(id)
      return banned_users.length > 0 ? { banned_users, failed_users } : refuse(500000)
    },
  ),
]

function mayBan(call: Pick<Call, 'world' | 'options'>, guild: Guild, id: string): boolean {
  if (!call.world.user(id) || guild.bans.has(id) || id === guild.owner_id) return false
  return guild.members.has(id) ? call.world.outranks(guild.id, application.id, id) : countOutside(call, guild)
}

/** Counts a ban of someone who is not a member; false when the day's are used up. */
function countOutside({ world, options }: Pick<Call, 'world' | 'options'>, guild: Guild): boolean {
  const day = Math.floor(world.now() / DAY)
  if (guild.outsideBans.day !== day) guild.outsideBans = { day, count: 0 }
  if (guild.outsideBans.count >= (options.outsideBansPerDay ?? OUTSIDE_BANS_PER_DAY)) return false
  guild.outsideBans.count++
  return true
}
