import type { Snowflake } from './ids.ts'

/** Discord's permission bits, as far as Wardroom reads them. Source: topics/permissions. */
export const Permission = {
  kickMembers: 1n << 1n,
  banMembers: 1n << 2n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewAuditLog: 1n << 7n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  readMessageHistory: 1n << 16n,
  manageRoles: 1n << 28n,
  manageWebhooks: 1n << 29n,
  manageThreads: 1n << 34n,
  sendMessagesInThreads: 1n << 38n,
  moderateMembers: 1n << 40n,
} as const
export type PermissionName = keyof typeof Permission

/** As Discord's own client writes them. */
export const permissionLabel: Record<PermissionName, string> = {
  kickMembers: 'Kick Members',
  banMembers: 'Ban Members',
  administrator: 'Administrator',
  manageChannels: 'Manage Channels',
  manageGuild: 'Manage Server',
  viewAuditLog: 'View Audit Log',
  viewChannel: 'View Channels',
  sendMessages: 'Send Messages',
  manageMessages: 'Manage Messages',
  embedLinks: 'Embed Links',
  readMessageHistory: 'Read Message History',
  manageRoles: 'Manage Roles',
  manageWebhooks: 'Manage Webhooks',
  manageThreads: 'Manage Threads',
  sendMessagesInThreads: 'Send Messages in Threads',
  moderateMembers: 'Timeout Members',
}

const EVERYTHING = (1n << 64n) - 1n

export interface RoleRank {
  id: Snowflake
  position: number
  permissions: string
}
export interface Overwrite {
  id: Snowflake
  /** 0 role, 1 member */
  type: number
  allow: string
  deny: string
}
export interface Ranked {
  userId: Snowflake
  roleIds: readonly Snowflake[]
}
export interface RankedGuild {
  id: Snowflake
  ownerId: Snowflake
  roles: readonly RoleRank[]
}

export const has = (permissions: bigint, needed: PermissionName): boolean =>
  (permissions & Permission.administrator) !== 0n || (permissions & Permission[needed]) !== 0n

/** Server-wide permissions of a member: everything for the owner and administrators. */
export function guildPermissions(guild: RankedGuild, member: Ranked): bigint {
  if (member.userId === guild.ownerId) return EVERYTHING
  let bits = 0n
  for (const role of guild.roles)
    if (role.id === guild.id || member.roleIds.includes(role.id)) bits |= BigInt(role.permissions)
  return (bits & Permission.administrator) === 0n ? bits : EVERYTHING
}

/** A member's permissions in one channel: overwrites of @everyone, then all roles together, then the member's own. */
export function channelPermissions(guild: RankedGuild, member: Ranked, overwrites: readonly Overwrite[]): bigint {
  let bits = guildPermissions(guild, member)
  if (bits === EVERYTHING) return bits
  const everyone = overwrites.find((o) => o.type === 0 && o.id === guild.id)
  if (everyone) bits = (bits & ~BigInt(everyone.deny)) | BigInt(everyone.allow)
  let allow = 0n
  let deny = 0n
  for (const o of overwrites)
    if (o.type === 0 && o.id !== guild.id && member.roleIds.includes(o.id)) {
      allow |= BigInt(o.allow)
      deny |= BigInt(o.deny)
    }
  bits = (bits & ~deny) | allow
  const own = overwrites.find((o) => o.type === 1 && o.id === member.userId)
  if (own) bits = (bits & ~BigInt(own.deny)) | BigInt(own.allow)
  return (bits & Permission.viewChannel) === 0n ? 0n : bits
}

function highestRole(guild: RankedGuild, member: Ranked): RoleRank | undefined {
  let best: RoleRank | undefined
  for (const role of guild.roles) {
    if (role.id !== guild.id && !member.roleIds.includes(role.id)) continue
    if (
      !best ||
      role.position > best.position ||
      (role.position === best.position && BigInt(role.id) < BigInt(best.id))
    )
      best = role
  }
  return best
}

/** Whether `actor` stands strictly above `target` in Discord's hierarchy; nobody stands above the owner. */
export function outranks(guild: RankedGuild, actor: Ranked, target: Ranked): boolean {
  if (target.userId === guild.ownerId) return false
  if (actor.userId === guild.ownerId) return true
  const a = highestRole(guild, actor)
  const b = highestRole(guild, target)
  if (!a) return false
  if (!b) return true
  return a.position > b.position || (a.position === b.position && BigInt(a.id) < BigInt(b.id))
}
