import type { Channel, Guild, Member, User } from './shapes.ts'
import { application } from '#sandbox/application.ts'

/** A member as the API shows it, the user inside. */
export const memberView = (member: Member, user: User): object => {
  const { user_id: _, ...rest } = member
  return { ...rest, user, avatar: null, banner: null, premium_since: null }
}

/** A channel as the API shows it; a DM names its other side. */
export function channelView(channel: Channel, recipient?: User): object {
  const { recipient: _, ...rest } = channel
  if (channel.guild_id) return rest
  return { id: channel.id, type: 1, last_message_id: channel.last_message_id, recipients: [recipient], flags: 0 }
}

/** A guild without its channels and people, as GET /guilds/{id} shows it. */
export const guildView = (guild: Guild): object => ({
  id: guild.id,
  name: guild.name,
  icon: guild.icon,
  description: guild.description,
  owner_id: guild.owner_id,
  roles: [...guild.roles.values()],
  emojis: [],
  stickers: [],
  features: ['COMMUNITY', 'NEWS'],
  mfa_level: guild.mfa_level,
  verification_level: guild.verification_level,
  default_message_notifications: 1,
  explicit_content_filter: 2,
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: guild.system_channel_id,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  preferred_locale: guild.preferred_locale,
  premium_tier: 0,
  premium_subscription_count: 0,
  nsfw_level: 0,
  vanity_url_code: null,
  incidents_data: guild.incidents_data,
  application_id: null,
})

/** The payload of GUILD_CREATE: without presences it holds only the bot and who is in voice. */
export function guildCreateView(guild: Guild, users: Map<string, User>): object {
  const shown = [application.id, ...guild.voice.keys()].flatMap((id) => {
    const member = guild.members.get(id)
    const user = users.get(id)
    return member && user ? [memberView(member, user)] : []
  })
  return {
    ...guildView(guild),
    joined_at: guild.members.get(application.id)?.joined_at ?? new Date(0).toISOString(),
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    channels: [...guild.channels.values()].map((channel) => channelView(channel)),
    members: shown,
    voice_states: [...guild.voice.values()].map((state) => Object.assign({}, state, { guild_id: undefined })),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

/** What a person's client would show of a name. */
export const shownName = (user: User, member?: Member): string => member?.nick ?? user.global_name ?? user.username
