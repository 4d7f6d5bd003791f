import { application } from '#sandbox/application.ts'
import type { Interaction, Message } from '#sandbox/world/shapes.ts'
import { memberView } from '#sandbox/world/views.ts'
import type { World } from '#sandbox/world/world.ts'
import { Refused } from './refused.ts'

export const InteractionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const

/** The whole body Discord posts for an interaction; in a server it tells the person's and the app's rights in that channel. */
export function buildPayload(
  world: World,
  { id, token, type, guildId, channelId, userId }: Interaction,
  data: object,
  message?: Message,
): object {
  const user = world.mustUser(userId)
  const shared = {
    id,
    application_id: application.id,
    type,
    data,
    token,
    version: 1,
    channel_id: channelId,
    locale: 'en-US',
    entitlements: [],
    attachment_size_limit: 10_485_760,
    ...(message ? { message } : {}),
  }
  if (guildId === null)
    return {
      ...shared,
      channel: { id: channelId, type: 1 },
      user,
      context: 1,
      app_permissions: '0',
      authorizing_integration_owners: { 0: '0' },
    }
  const guild = world.mustGuild(guildId)
  const member = guild.members.get(userId)
  const channel = guild.channels.get(channelId)
  if (!member || !channel) throw new Refused('not in that channel')
  return {
    ...shared,
    guild_id: guildId,
    guild: { id: guildId, locale: guild.preferred_locale, features: [] },
    guild_locale: guild.preferred_locale,
    channel: {
      id: channel.id,
      type: channel.type,
      name: channel.name,
      parent_id: channel.parent_id,
      nsfw: channel.nsfw,
    },
    member: { ...memberView(member, user), permissions: String(world.permissions(guildId, userId, channelId)) },
    app_permissions: String(world.permissions(guildId, application.id, channelId)),
    context: 0,
    authorizing_integration_owners: { 0: guildId },
  }
}
