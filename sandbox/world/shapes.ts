/** What the sandbox keeps, in Discord's own field names wherever Discord has one. */
export interface User {
  id: string
  username: string
  global_name: string | null
  avatar: string | null
  discriminator: string
  public_flags: number
  bot?: boolean
}

export interface Role {
  id: string
  name: string
  color: number
  hoist: boolean
  icon: null
  unicode_emoji: null
  position: number
  permissions: string
  managed: boolean
  mentionable: boolean
  flags: number
  tags?: { bot_id?: string }
}

/** `type`: 0 role, 1 member. */
export interface Overwrite {
  id: string
  type: number
  allow: string
  deny: string
}

export const channelType = { text: 0, dm: 1, voice: 2, category: 4, announcement: 5 } as const

export interface Channel {
  id: string
  type: number
  guild_id?: string
  name: string
  position: number
  parent_id: string | null
  topic: string | null
  nsfw: boolean
  rate_limit_per_user: number
  permission_overwrites: Overwrite[]
  last_message_id: string | null
  /** DMs: the person on the other side */
  recipient?: string
}

export interface Member {
  user_id: string
  nick: string | null
  roles: string[]
  joined_at: string
  communication_disabled_until: string | null
  mute: boolean
  deaf: boolean
  flags: number
  pending: boolean
}

export interface Message {
  id: string
  channel_id: string
  author: User
  content: string
  timestamp: string
  edited_timestamp: string | null
  tts: boolean
  mention_everyone: boolean
  mentions: User[]
  mention_roles: string[]
  attachments: object[]
  embeds: object[]
  components: object[]
  pinned: boolean
  type: number
  flags: number
  nonce?: string | number
  webhook_id?: string
  application_id?: string
  interaction_metadata?: object
  message_reference?: object
}

export interface VoiceState {
  guild_id: string
  channel_id: string | null
  user_id: string
  session_id: string
  deaf: boolean
  mute: boolean
  self_deaf: boolean
  self_mute: boolean
  self_video: boolean
  suppress: boolean
  request_to_speak_timestamp: null
}

export interface AuditChange {
  key: string
  old_value?: unknown
  new_value?: unknown
}

export interface AuditEntry {
  id: string
  user_id: string | null
  target_id: string | null
  action_type: number
  reason?: string
  changes?: AuditChange[]
  options?: Record<string, string>
}

export const auditType = {
  guildUpdate: 1,
  channelCreate: 10,
  channelUpdate: 11,
  channelDelete: 12,
  overwriteCreate: 13,
  overwriteUpdate: 14,
  overwriteDelete: 15,
  kick: 20,
  ban: 22,
  unban: 23,
  memberUpdate: 24,
  memberRoles: 25,
  botAdd: 28,
  roleCreate: 30,
  roleUpdate: 31,
  roleDelete: 32,
  messageDelete: 72,
  messageBulkDelete: 73,
} as const

export interface Guild {
  id: string
  name: string
  icon: string | null
  owner_id: string
  description: string | null
  mfa_level: number
  /** 0 none, 1 low, 2 medium, 3 high, 4 highest */
  verification_level: number
  system_channel_id: string | null
  preferred_locale: string
  incidents_data: { invites_disabled_until: string | null; dms_disabled_until: string | null } | null
  roles: Map<string, Role>
  channels: Map<string, Channel>
  members: Map<string, Member>
  bans: Map<string, { reason: string | null }>
  voice: Map<string, VoiceState>
  /** newest last, bounded */
  audit: AuditEntry[]
  /** an outage: the guild exists but answers nothing */
  unavailable: boolean
  /** bans of people who are not members, for Discord's daily limit */
  outsideBans: { day: number; count: number }
}

export interface Command {
  id: string
  application_id: string
  version: string
  type: number
  name: string
  description: string
  default_member_permissions: string | null
  contexts: number[] | null
  options?: CommandOption[]
  guild_id?: string
  [more: string]: unknown
}

export interface CommandOption {
  type: number
  name: string
  description: string
  required?: boolean
  autocomplete?: boolean
  choices?: { name: string; value: string | number }[]
  options?: CommandOption[]
  channel_types?: number[]
  min_value?: number
  max_value?: number
  min_length?: number
  max_length?: number
  [more: string]: unknown
}

/** `waiting`: no answer yet; `expired`: the 3 s passed without one, the token is dead. */
export interface Interaction {
  id: string
  token: string
  type: number
  guildId: string | null
  channelId: string
  userId: string
  at: number
  state: 'waiting' | 'deferred' | 'answered' | 'expired'
  /** the answer is for one person's eyes */
  ephemeral: boolean
  originalId: string | null
  /** ephemeral answers, which no channel holds */
  unseen: Message[]
}

/** A channel that follows an announcement channel. */
export interface Follower {
  channelId: string
  webhookId: string
}

/** Someone's OAuth2 authorisation; times UTC ms. Tokens already used up are kept in `spent`, to tell them from unknown ones. */
export interface Grant {
  id: string
  userId: string
  scopes: string[]
  accessToken: string
  accessExpiresAt: number
  refreshToken: string
  spent: string[]
}

/** Who does something, and the audit-log reason. */
export interface Doer {
  by: string
  reason?: string | null
}

/** One gateway event. */
export interface Dispatch {
  t: string
  d: object
  guildId: string | null
  /** the intent bit it needs (a value such as 1 << 9), 0 for none */
  intent: number
  /** whether the bot is there and has the permission to be told */
  toBot: boolean
}

/** Everything that is kept between runs. */
export interface WorldData {
  users: Map<string, User>
  guilds: Map<string, Guild>
  dms: Map<string, Channel>
  /** per channel, oldest first, bounded */
  messages: Map<string, Message[]>
  /** by guild id, or 'global' */
  commands: Map<string, Command[]>
  /** by token */
  interactions: Map<string, Interaction>
  grants: Map<string, Grant>
  /** by announcement channel: the channels that follow it, each by a webhook of its own */
  followers: Map<string, Follower[]>
  closedDms: Set<string>
}
