import type { Person } from '#schema/contract/action.ts'
import { memberName, type GuildState, type Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { guildPermissions, has } from '#schema/contract/permission.ts'
import { seatRank, type Seat } from '#schema/contract/seat.ts'

/** Of these members who is on the staff: the owner, administrators, and who sits on a seat that may act; by name. */
export function staffOf(
  members: readonly Member[],
  { guild, seats }: { guild: GuildState; seats: readonly Seat[] },
): Person[] {
  const acting = seats.filter(({ level }) => seatRank[level] >= seatRank.moderator)
  const isSeated = ({ id, roleIds }: Member): boolean =>
    acting.some(({ subjectType, subjectId }) =>
      subjectType === 'user' ? subjectId === id : roleIds.includes(subjectId),
    )
  const isStaff = (member: Member): boolean =>
    member.id === guild.ownerId ||
    has(guildPermissions(guild, { userId: member.id, roleIds: member.roleIds }), 'administrator') ||
    isSeated(member)
  return members
    .filter((member) => !member.bot && member.leftAt === null && isStaff(member))
    .map((member) => ({ id: member.id, name: memberName(member), avatar: member.avatar }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Who may be on the staff, to be looked at: the owner, who has a seat of their own, and these. */
export const candidates = (guild: GuildState, seats: readonly Seat[], others: Iterable<Snowflake>): Snowflake[] => [
  ...new Set([
    guild.ownerId,
    ...seats.flatMap(({ subjectType, subjectId }) => (subjectType === 'user' ? [subjectId] : [])),
    ...others,
  ]),
]
