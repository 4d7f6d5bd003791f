import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { Id } from '#sandbox/rest/bodies.ts'
import { byId, pageOf, readFlag, readNumber } from '#sandbox/rest/query.ts'
import { refuse } from '#sandbox/rest/refuse.ts'
import { theUser } from '#sandbox/rest/require.ts'
import { route, type Call } from '#sandbox/rest/route.ts'
import { channelView, memberView } from '#sandbox/world/views.ts'

/** The person whose token it is, or the bot. */
const me = ({ who }: Pick<Call, 'who'>): string => (who.type === 'user' ? who.grant.userId : application.id)

export const users = [
  route('GET /gateway', { auth: ['none'] }, ({ gatewayUrl }) => ({ url: gatewayUrl })),

  route('GET /gateway/bot', {}, ({ gateway, gatewayUrl }) => ({ url: gatewayUrl, ...gateway })),

  route('GET /users/@me', { auth: ['bot', 'user'], scope: 'identify' }, (call) => ({
    ...call.world.mustUser(me(call)),
    banner: null,
    accent_color: null,
    locale: 'en-US',
    mfa_enabled: true,
    premium_type: 0,
  })),

  route('GET /oauth2/@me', { auth: ['user'] }, ({ world, who }) => ({
    application: { id: application.id, name: application.name, icon: null, description: '', bot_public: true },
    scopes: who.type === 'user' ? who.grant.scopes : [],
    expires: new Date(who.type === 'user' ? who.grant.accessExpiresAt : 0).toISOString(),
    user: world.user(me({ who })),
  })),

  route('GET /users/:user', {}, (call) => theUser(call)),

  route('GET /users/@me/guilds', { auth: ['bot', 'user'], scope: 'guilds', limit: { calls: 1, ms: 1_000 } }, (call) => {
    const limit = readNumber(call.query, 'limit', { min: 1, max: 200, standard: 200 })
    const counts = readFlag(call.query, 'with_counts')
    return pageOf(call.world.guildsOf(me(call)).sort(byId), call.query, limit).map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: guild.icon,
      banner: null,
      owner: guild.owner_id === me(call),
      permissions: String(call.world.permissions(guild.id, me(call))),
      features: ['COMMUNITY', 'NEWS'],
      ...(counts
        ? {
            approximate_member_count: guild.members.size,
            approximate_presence_count: Math.ceil(guild.members.size / 5),
          }
        : {}),
    }))
  }),

  route(
    'GET /users/@me/guilds/:guild/member',
    { auth: ['user'], scope: 'guilds.members.read', limit: { calls: 5, ms: 2_000 } },
    (call) => {
      const member = call.world.member(call.params.guild ?? '', me(call))
      return member ? memberView(member, call.world.mustUser(me(call))) : refuse(10004)
    },
  ),

  route('DELETE /users/@me/guilds/:guild', { major: [] }, ({ world, params }) => {
    const guild = world.guild(params.guild ?? '')
    if (!guild?.members.has(application.id)) return refuse(10004)
    world.removeBot(guild.id)
    return undefined
  }),

  route('POST /users/@me/channels', { body: z.strictObject({ recipient_id: Id }) }, ({ world, body }) => {
    const recipient = world.user(body.recipient_id)
    if (!recipient || recipient.id === application.id) return refuse(50033)
    return channelView(world.openDm(recipient.id), recipient)
  }),
]
