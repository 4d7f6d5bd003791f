import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { Id } from '#sandbox/rest/bodies.ts'
import { readId, readNumber } from '#sandbox/rest/query.ts'
import { refuse, refuseField } from '#sandbox/rest/refuse.ts'
import { assignable, needs, needsRank, theGuild, theMember } from '#sandbox/rest/require.ts'
import { route, type Call } from '#sandbox/rest/route.ts'
import { bit } from '#sandbox/world/bits.ts'
import type { Guild, Member } from '#sandbox/world/shapes.ts'
import { memberView } from '#sandbox/world/views.ts'

const MAX_TIMEOUT = 28 * 86_400_000

const MemberPatch = z.strictObject({
  nick: z.string().max(32).nullish(),
  roles: z.array(Id).nullish(),
  mute: z.boolean().nullish(),
  deaf: z.boolean().nullish(),
  channel_id: Id.nullish(),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
  flags: z.int().nullish(),
})
type MemberPatch = z.infer<typeof MemberPatch>

const shown = ({ world }: Pick<Call, 'world'>, member: Member): object =>
  memberView(member, world.mustUser(member.user_id))

export const members = [
  route('GET /guilds/:guild/members', {}, (call) => {
    const guild = theGuild(call)
    const limit = readNumber(call.query, 'limit', { min: 1, max: 1000, standard: 1 })
    const after = readId(call.query, 'after') ?? 0n
    return [...guild.members.values()]
      .filter(({ user_id }) => BigInt(user_id) > after)
      .sort((a, b) => (BigInt(a.user_id) < BigInt(b.user_id) ? -1 : 1))
      .slice(0, limit)
      .map((member) => shown(call, member))
  }),

  route('GET /guilds/:guild/members/search', {}, (call) => {
    const guild = theGuild(call)
    const query = call.query.get('query')?.toLowerCase()
    if (!query) return refuseField(['query'], 'BASE_TYPE_REQUIRED', 'This field is required')
    const limit = readNumber(call.query, 'limit', { min: 1, max: 1000, standard: 1 })
    const found: object[] = []
    for (const member of guild.members.values()) {
      const { username, global_name } = call.world.mustUser(member.user_id)
      const names = [username, global_name, member.nick]
      if (names.some((name) => name?.toLowerCase().startsWith(query))) found.push(shown(call, member))
      if (found.length === limit) break
    }
    return found
  }),

  route('GET /guilds/:guild/members/:user', {}, (call) => shown(call, theMember(call, theGuild(call)))),

  route('PATCH /guilds/:guild/members/:user', { body: MemberPatch }, (call) => {
    const guild = theGuild(call)
    const member = theMember(call, guild)
    // all is checked before anything is done
    const steps = [checkNick, checkRoles, checkVoice, checkTimeout].map((check) => check(call, guild, member))
    for (const step of steps) step?.()
    return shown(call, member)
  }),

  route(
    'PATCH /guilds/:guild/members/@me',
    { body: z.strictObject({ nick: z.string().max(32).nullish() }) },
    (call) => {
      const guild = theGuild(call)
      needs(call, guild, 'changeNickname')
      call.world.setNick(guild.id, application.id, call.body.nick || null, { by: application.id, reason: call.reason })
      return shown(call, guild.members.get(application.id) ?? refuse(10007))
    },
  ),

  route('PUT /guilds/:guild/members/:user/roles/:role', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'manageRoles')
    const { user_id } = theMember(call, guild)
    const role = assignable(guild, call.params.role ?? '')
    call.world.addRole(guild.id, user_id, role.id, { by: application.id, reason: call.reason })
    return undefined
  }),

  route('DELETE /guilds/:guild/members/:user/roles/:role', {}, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'manageRoles')
    const { user_id } = theMember(call, guild)
    const role = assignable(guild, call.params.role ?? '')
    call.world.removeRole(guild.id, user_id, role.id, { by: application.id, reason: call.reason })
    return undefined
  }),

  route('DELETE /guilds/:guild/members/:user', { limit: { calls: 5, ms: 1_000 } }, (call) => {
    const guild = theGuild(call)
    needs(call, guild, 'kickMembers')
    const { user_id } = theMember(call, guild)
    needsRank(call, guild, user_id)
    call.world.kick(guild.id, user_id, { by: application.id, reason: call.reason })
    return undefined
  }),
]

type Check = (call: Call<MemberPatch>, guild: Guild, member: Member) => (() => void) | undefined
const doer = ({ reason }: { reason: string | null }) => ({ by: application.id, reason })

const checkNick: Check = (call, guild, { user_id }) => {
  const { nick } = call.body
  if (nick === undefined) return undefined
  needs(call, guild, user_id === application.id ? 'changeNickname' : 'manageNicknames')
  if (user_id !== application.id) needsRank(call, guild, user_id)
  return () => call.world.setNick(guild.id, user_id, nick || null, doer(call))
}

const checkRoles: Check = (call, guild, { user_id, roles }) => {
  const wanted = call.body.roles
  if (wanted === undefined) return undefined
  needs(call, guild, 'manageRoles')
  const next = wanted ?? []
  for (const id of [...next, ...roles]) if (next.includes(id) !== roles.includes(id)) assignable(guild, id)
  return () => call.world.setRoles(guild.id, user_id, [...new Set(next)], doer(call))
}

const checkVoice: Check = (call, guild, { user_id }) => {
  const { mute, deaf, channel_id } = call.body
  if (mute === undefined && deaf === undefined && channel_id === undefined) return undefined
  if (mute !== undefined) needs(call, guild, 'muteMembers')
  if (deaf !== undefined) needs(call, guild, 'deafenMembers')
  if (channel_id !== undefined) needs(call, guild, 'moveMembers')
  if (channel_id && !guild.channels.has(channel_id)) refuse(10003)
  if (!guild.voice.has(user_id)) refuse(40032)
  return () => {
    const wish = { ...(mute === undefined ? {} : { mute: mute ?? false }), ...(deaf == null ? {} : { deaf }) }
    call.world.setVoiceMute(guild.id, user_id, wish, doer(call))
    if (channel_id !== undefined) call.world.setVoice(guild.id, user_id, channel_id)
  }
}

const checkTimeout: Check = (call, guild, { user_id }) => {
  const until = call.body.communication_disabled_until
  if (until === undefined) return undefined
  needs(call, guild, 'moderateMembers')
  if (call.world.permissions(guild.id, user_id) & bit.administrator) refuse(50013)
  needsRank(call, guild, user_id)
  const field = ['communication_disabled_until']
  if (until && Date.parse(until) > call.world.now() + MAX_TIMEOUT + 1_000)
    refuseField(field, 'MEMBER_TIMEOUT_TOO_LONG', 'Timeouts last at most 28 days.')
  const over = !until || Date.parse(until) <= call.world.now()
  return () => call.world.setTimeout(guild.id, user_id, over ? null : new Date(until).toISOString(), doer(call))
}
