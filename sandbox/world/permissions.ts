import { allBits, bit } from './bits.ts'
import type { Channel, Guild, Role } from './shapes.ts'

/** Server-wide permissions; 0 for someone who is not a member. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  if (guild.owner_id === userId) return allBits
  const member = guild.members.get(userId)
  if (!member) return 0n
  let sum = BigInt(guild.roles.get(guild.id)?.permissions ?? 0)
  for (const id of member.roles) sum |= BigInt(guild.roles.get(id)?.permissions ?? 0)
  return sum & bit.administrator ? allBits : sum
}

/** Permissions in a channel: @everyone's overwrite, then all roles' denies and allows together, then the member's own. */
export function channelPermissions(guild: Guild, userId: string, channel: Channel): bigint {
  const base = guildPermissions(guild, userId)
  const member = guild.members.get(userId)
  if (base === allBits || !member) return base
  let sum = base
  const everyone = channel.permission_overwrites.find((o) => o.id === guild.id)
  if (everyone) sum = (sum & ~BigInt(everyone.deny)) | BigInt(everyone.allow)
  const forRoles = channel.permission_overwrites.filter((o) => o.type === 0 && member.roles.includes(o.id))
  for (const o of forRoles) sum &= ~BigInt(o.deny)
  for (const o of forRoles) sum |= BigInt(o.allow)
  const own = channel.permission_overwrites.find((o) => o.type === 1 && o.id === userId)
  if (own) sum = (sum & ~BigInt(own.deny)) | BigInt(own.allow)
  if (!(sum & bit.viewChannel)) return 0n
  if (!(sum & bit.sendMessages)) sum &= ~(bit.mentionEveryone | bit.attachFiles | bit.embedLinks)
  return sum
}

/** The highest role; @everyone when there is none. */
export function topRole(guild: Guild, userId: string): Role | undefined {
  const held = (guild.members.get(userId)?.roles ?? []).flatMap((id) => guild.roles.get(id) ?? [])
  return held.reduce<Role | undefined>((best, role) => (best && isHigher(best, role) ? best : role), undefined)
}

/** Higher position; among equals the older role. */
export const isHigher = (a: Role, b: Role): boolean =>
  a.position > b.position || (a.position === b.position && BigInt(a.id) < BigInt(b.id))

/** Whether the role stands strictly below everything the person has. */
export function isBelow(guild: Guild, role: Role, userId: string): boolean {
  if (guild.owner_id === userId) return true
  const top = topRole(guild, userId)
  return top !== undefined && isHigher(top, role)
}

/** Whether one member stands strictly above another; nobody stands above the owner. */
export function outranks(guild: Guild, userId: string, targetId: string): boolean {
  if (guild.owner_id === targetId) return false
  if (guild.owner_id === userId) return true
  const mine = topRole(guild, userId)
  const theirs = topRole(guild, targetId)
  return mine !== undefined && (theirs === undefined || isHigher(mine, theirs))
}
