import { application } from '#sandbox/application.ts'
import { bit, type Bit } from '#sandbox/world/bits.ts'
import type { Channel, Guild, Member, Role, User } from '#sandbox/world/shapes.ts'
import { isBelow } from '#sandbox/world/permissions.ts'
import type { Call } from './route.ts'
import { refuse } from './refuse.ts'

type Asked = Pick<Call, 'world' | 'params'>

/** Bits that need the bot owner's second factor in servers that demand it; in the sandbox the owner has none. */
const guarded: ReadonlySet<Bit> = new Set([
  'kickMembers',
  'banMembers',
  'administrator',
  'manageChannels',
  'manageGuild',
  'manageMessages',
  'manageRoles',
  'manageWebhooks',
  'manageThreads',
])

/** The guild of the path, with the bot in it. */
export function theGuild({ world, params }: Asked): Guild {
  const guild = world.guild(params.guild ?? '')
  if (!guild) return refuse(10004)
  if (!guild.members.has(application.id)) return refuse(50001)
  return guild
}

/** 50013 unless the bot has all of these in the guild; 60003 where a second factor is demanded. */
export function needs({ world }: Asked, guild: Guild, ...names: Bit[]): void {
  const have = world.permissions(guild.id, application.id)
  if (names.some((name) => !(have & bit[name]))) refuse(50013)
  if (guild.mfa_level === 1 && names.some((name) => guarded.has(name))) refuse(60003)
}

/** The channel of the path: seen by the bot, or one of its DMs. */
export function theChannel({ world, params }: Asked): { channel: Channel; guild: Guild | null } {
  const found = world.channel(params.channel ?? '')
  if (!found) return refuse(10003)
  const { channel, guild } = found
  if (guild && !(world.permissions(guild.id, application.id, channel.id) & bit.viewChannel)) return refuse(50001)
  return found
}

/** 50013 unless the bot has all of these in the channel; DMs allow everything. */
export function needsIn(asked: Asked, { channel, guild }: { channel: Channel; guild: Guild | null }, ...names: Bit[]) {
  if (!guild) return
  const have = asked.world.permissions(guild.id, application.id, channel.id)
  if (names.some((name) => !(have & bit[name]))) refuse(50013)
  if (guild.mfa_level === 1 && names.some((name) => guarded.has(name))) refuse(60003)
}

/** The person of the path. */
export function theUser({ world, params }: Asked): User {
  return world.user(params.user ?? '') ?? refuse(10013)
}

/** The person of the path as a member. */
export function theMember(asked: Asked, guild: Guild): Member {
  return guild.members.get(asked.params.user ?? '') ?? refuse(asked.world.user(asked.params.user ?? '') ? 10007 : 10013)
}

/** 50013 unless the bot stands above them. */
export function needsRank({ world }: Asked, guild: Guild, userId: string): void {
  if (userId === application.id || !world.outranks(guild.id, application.id, userId)) refuse(50013)
}

/** A role the bot may give and take: below its own, and not managed. */
export function assignable(guild: Guild, roleId: string): Role {
  const role = guild.roles.get(roleId)
  if (!role) return refuse(10011)
  if (role.id === guild.id || role.managed) return refuse(50028)
  if (!isBelow(guild, role, application.id)) return refuse(50013)
  return role
}
