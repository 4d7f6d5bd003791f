import type { WorldState } from '#sandbox/world/state.ts'
import { memberView } from '#sandbox/world/views.ts'
import type { FilledOption } from './fill-options.ts'
import { Refused } from './refused.ts'

/** What an interaction's ids stand for; members come without their user, as Discord sends them. */
export interface Resolved {
  users?: Record<string, object>
  members?: Record<string, object>
  roles?: Record<string, object>
  channels?: Record<string, object>
  messages?: Record<string, object>
}

const flat = (options: readonly FilledOption[]): FilledOption[] =>
  options.flatMap((option) => (option.options ? flat(option.options) : option))

export function resolveOptions(world: WorldState, guildId: string, options: readonly FilledOption[]): Resolved {
  const resolved: Resolved = {}
  for (const { type, value } of flat(options)) {
    if (typeof value !== 'string') continue
    if (type === 6) resolveUser(world, guildId, value, resolved)
    if (type === 7) resolveChannel(world, guildId, value, resolved)
    if (type === 8) {
      const role = world.guild(guildId)?.roles.get(value)
      if (!role) throw new Refused('no such role here')
      resolved.roles = { ...resolved.roles, [value]: role }
    }
  }
  return resolved
}

export function resolveUser(world: WorldState, guildId: string, userId: string, resolved: Resolved): void {
  const user = world.user(userId)
  if (!user) throw new Refused('no such person')
  resolved.users = { ...resolved.users, [userId]: user }
  const member = world.member(guildId, userId)
  if (!member) return
  const {
    user: _user,
    deaf: _deaf,
    mute: _mute,
    ...partial
  } = { ...memberView(member, user), user: 0, deaf: 0, mute: 0 }
  const permissions = String(world.permissions(guildId, userId))
  resolved.members = { ...resolved.members, [userId]: { ...partial, permissions } }
}

function resolveChannel(world: WorldState, guildId: string, channelId: string, resolved: Resolved): void {
  const channel = world.guild(guildId)?.channels.get(channelId)
  if (!channel) throw new Refused('no such channel here')
  const { id, name, type, parent_id } = channel
  resolved.channels = { ...resolved.channels, [channelId]: { id, name, type, parent_id, permissions: '0' } }
}
