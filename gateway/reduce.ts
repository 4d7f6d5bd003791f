import type * as z from 'zod/mini'
import type { GatewayEvent } from '#schema/contract/gateway.ts'
import { memberName, type Channel, type Member, type Safety } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import * as shapes from './discord-shapes.ts'

/** A raw dispatch; `at` is UTC ms of its arrival. */
export interface Dispatch {
  t: string
  d: unknown
  at: number
}

/** What is left of a dispatch. `voice` lists who sits where, of a guild that came online. */
export type Reduced =
  | { type: 'event'; guildId: Snowflake; event: GatewayEvent; voice?: { userId: string; channelId: string }[] }
  | { type: 'message'; guildId: Snowflake; channelId: Snowflake; authorId: Snowflake }
  | { type: 'guilds'; guildIds: Snowflake[] }
  | { type: 'ignored' }
  | { type: 'malformed' }

const ignored: Reduced = { type: 'ignored' }
const malformed: Reduced = { type: 'malformed' }

type Shape = z.ZodMiniType
const reader =
  <S extends Shape>(shape: S, read: (d: z.output<S>, at: number) => Reduced) =>
  ({ d, at }: Dispatch): Reduced => {
    const parsed = shape.safeParse(d)
    return parsed.success ? read(parsed.data, at) : malformed
  }
const event = (guildId: Snowflake, body: GatewayEvent): Reduced => ({ type: 'event', guildId, event: body })

const time = (iso: string | null | undefined): number | null => {
  const at = iso ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? null : at
}
const userOf = ({ id, username, global_name = null, avatar = null, bot = false }: z.output<typeof shapes.User>) => ({
  id,
  username,
  globalName: global_name,
  avatar,
  bot,
})
const memberOf = (d: z.output<typeof shapes.Member>): Member => ({
  ...userOf(d.user),
  nick: d.nick ?? null,
  roleIds: d.roles,
  joinedAt: time(d.joined_at),
  leftAt: null,
  timeoutUntil: time(d.communication_disabled_until),
})
const channelOf = (d: z.output<typeof shapes.Channel>): Channel => ({
  id: d.id,
  name: d.name ?? '',
  type: d.type,
  position: d.position ?? 0,
  parentId: d.parent_id ?? null,
  overwrites: d.permission_overwrites ?? [],
  slowmode: d.rate_limit_per_user ?? 0,
})

const safetyOf = (d: z.output<typeof shapes.GuildUpdate>): { safety?: Safety } =>
  d.verification_level === undefined
    ? {}
    : {
        safety: {
          invitesUntil: time(d.incidents_data?.invites_disabled_until),
          dmsUntil: time(d.incidents_data?.dms_disabled_until),
          verification: d.verification_level,
        },
      }

const onGuildCreate = reader(shapes.GuildCreate, (d, at) => ({
  type: 'event',
  guildId: d.id,
  event: {
    type: 'guild.state',
    at,
    guild: {
      id: d.id,
      name: d.name,
      icon: d.icon ?? null,
      ownerId: d.owner_id,
      memberCount: d.member_count ?? 0,
      language: d.preferred_locale,
      roles: d.roles,
      channels: d.channels.map(channelOf),
    },
    ...safetyOf(d),
  },
  voice: (d.voice_states ?? []).flatMap((v) => (v.channel_id ? [{ userId: v.user_id, channelId: v.channel_id }] : [])),
}))
const onRole = (created: boolean) =>
  reader(shapes.RoleSaved, (d, at) => event(d.guild_id, { type: 'role.saved', at, role: d.role, created }))
const onChannel = (created: boolean) =>
  reader(shapes.ChannelSaved, (d, at) =>
    event(d.guild_id, { type: 'channel.saved', at, channel: channelOf(d), created }),
  )
const onMember = (type: 'member.joined' | 'member.updated') =>
  reader(shapes.MemberSaved, (d, at) => event(d.guild_id, { type, at, member: memberOf(d) }))
const onBan = (type: 'ban.added' | 'ban.removed') =>
  reader(shapes.AboutUser, (d, at) => event(d.guild_id, { type, at, userId: d.user.id, username: d.user.username }))

const deleted = (guildId: string | undefined, at: number, messageIds: string[]): Reduced =>
  guildId === undefined ? ignored : event(guildId, { type: 'messages.deleted', at, messageIds })

const readers: Readonly<Record<string, (dispatch: Dispatch) => Reduced>> = {
  READY: reader(shapes.Ready, (d) => ({ type: 'guilds', guildIds: d.guilds.map((guild) => guild.id) })),
  GUILD_CREATE: (dispatch) => (isUnavailable(dispatch.d) ? ignored : onGuildCreate(dispatch)),
  GUILD_DELETE: reader(shapes.GuildGone, (d, at) =>
    d.unavailable ? ignored : event(d.id, { type: 'guild.removed', at }),
  ),
  GUILD_UPDATE: reader(shapes.GuildUpdate, (d, at) =>
    event(d.id, {
      type: 'guild.updated',
      at,
      name: d.name,
      icon: d.icon ?? null,
      ownerId: d.owner_id,
      ...safetyOf(d),
    }),
  ),
  GUILD_ROLE_CREATE: onRole(true),
  GUILD_ROLE_UPDATE: onRole(false),
  GUILD_ROLE_DELETE: reader(shapes.RoleDeleted, (d, at) =>
    event(d.guild_id, { type: 'role.deleted', at, roleId: d.role_id }),
  ),
  CHANNEL_CREATE: onChannel(true),
  CHANNEL_UPDATE: onChannel(false),
  CHANNEL_DELETE: reader(shapes.ChannelDeleted, (d, at) =>
    event(d.guild_id, { type: 'channel.deleted', at, channelId: d.id }),
  ),
  GUILD_MEMBER_ADD: onMember('member.joined'),
  GUILD_MEMBER_UPDATE: onMember('member.updated'),
  GUILD_MEMBER_REMOVE: reader(shapes.AboutUser, (d, at) =>
    event(d.guild_id, { type: 'member.left', at, user: userOf(d.user) }),
  ),
  GUILD_BAN_ADD: onBan('ban.added'),
  GUILD_BAN_REMOVE: onBan('ban.removed'),
  GUILD_AUDIT_LOG_ENTRY_CREATE: reader(shapes.AuditEntry, (d, at) =>
    event(d.guild_id, {
      type: 'audit.entry',
      at,
      entry: {
        id: d.id,
        actionType: d.action_type,
        userId: d.user_id ?? null,
        targetId: d.target_id ?? null,
        reason: d.reason ?? null,
        changes: (d.changes ?? []).map((change) => ({
          key: change.key,
          old: change.old_value,
          new: change.new_value,
        })),
        options: d.options ?? null,
      },
    }),
  ),
  VOICE_STATE_UPDATE: reader(shapes.VoiceState, (d, at) =>
    d.guild_id === undefined
      ? ignored
      : event(d.guild_id, {
          type: 'voice.moved',
          at,
          userId: d.user_id,
          name: d.member ? memberName({ ...userOf(d.member.user), nick: d.member.nick ?? null }) : d.user_id,
          channelId: d.channel_id ?? null,
        }),
  ),
  MESSAGE_CREATE: reader(shapes.Message, (d) =>
    d.guild_id === undefined || d.author.bot || d.webhook_id !== undefined
      ? ignored
      : { type: 'message', guildId: d.guild_id, channelId: d.channel_id, authorId: d.author.id },
  ),
  MESSAGE_DELETE: reader(shapes.MessageDeleted, (d, at) => deleted(d.guild_id, at, [d.id])),
  MESSAGE_DELETE_BULK: reader(shapes.MessagesDeleted, (d, at) => deleted(d.guild_id, at, d.ids)),
}

const isUnavailable = (d: unknown): boolean =>
  typeof d === 'object' && d !== null && 'unavailable' in d && d.unavailable === true

/** Reduces a dispatch to what Wardroom uses of it. Never throws: what is not understood is `malformed`. */
export function reduce(dispatch: Dispatch): Reduced {
  const read = Object.hasOwn(readers, dispatch.t) ? readers[dispatch.t] : undefined
  return read ? read(dispatch) : ignored
}
