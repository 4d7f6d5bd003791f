import type { GuildState, Member } from '#schema/contract/guild.ts'
import { guildPermissions, has, type PermissionName } from '#schema/contract/permission.ts'

/** Whoever holds one of these on Discord is staff, with a seat here or without. */
const STAFF: readonly PermissionName[] = [
  'kickMembers',
  'banMembers',
  'moderateMembers',
  'manageMessages',
  'manageGuild',
]

/** Whether someone is staff by Discord's permissions. */
export function isStaff(guild: GuildState, member: Member): boolean {
  const bits = guildPermissions(guild, { userId: member.id, roleIds: member.roleIds })
  return STAFF.some((permission) => has(bits, permission))
}
