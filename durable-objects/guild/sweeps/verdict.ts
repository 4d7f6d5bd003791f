import { actionKinds, type ActionKind } from '#schema/contract/action.ts'
import type { GuildState, Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { guildPermissions, has, outranks, type PermissionName, type Ranked } from '#schema/contract/permission.ts'
import type { Seat } from '#schema/contract/seat.ts'
import type { Verdict } from '#schema/contract/sweep.ts'
import { performerOf } from '#durable-objects/guild/actions/index.ts'

/** What all targets of a plan are judged by. */
export interface Bench {
  guild: GuildState
  bot: Member
  askerId: Snowflake
  asker: Member | null
  seats: readonly Seat[]
  protectedRoleIds: readonly Snowflake[]
  /** the member list was read whole: who is not on it is not in the server */
  listWhole: boolean
  now: number
}

/** One target, and what is known of it. */
export interface Suspect {
  id: Snowflake
  /** null: nothing can be done to it that takes back the case */
  kind: ActionKind | null
  /** it is to take back a case */
  reverse: boolean
  /** another case did that already */
  reversed: boolean
  /** as last seen here, also who has left */
  member: Member | undefined
  /** null: not known */
  banned: boolean | null
}

const STAFF: readonly PermissionName[] = [
  'administrator',
  'banMembers',
  'kickMembers',
  'moderateMembers',
  'manageMessages',
  'manageGuild',
]
/** What does nobody harm, and is done to staff and protected roles as well. */
const GENTLE = new Set<ActionKind>(['unban', 'untimeout', 'note'])
const ACTED_ON = new Set<Verdict>(['act', 'left', 'unseen'])

const ranked = ({ id, roleIds }: Member): Ranked => ({ userId: id, roleIds })

/** What a plan makes of a target, and whether it would act on it. */
export function judge(suspect: Suspect, bench: Bench): { verdict: Verdict; acts: boolean } {
  const verdict = verdictOn(suspect, bench)
  return { verdict, acts: ACTED_ON.has(verdict) }
}

function verdictOn(suspect: Suspect, bench: Bench): Verdict {
  const { id, kind, reversed, member } = suspect
  const { guild, bot, askerId, listWhole } = bench
  if (kind === null) return 'not_reversible'
  if (id === askerId) return 'self'
  if (id === bot.id) return 'bot'
  if (id === guild.ownerId) return 'owner'
  if (reversed) return 'reversed'
  const here = member && member.leftAt === null ? member : null
  if (isAlready(suspect, here, bench.now)) return suspect.reverse ? 'reversed' : 'already'
  if (!GENTLE.has(kind)) {
    if (member?.bot) return 'bot'
    if (isStaff(id, here, bench)) return 'staff'
    if (here?.roleIds.some((roleId) => bench.protectedRoleIds.includes(roleId))) return 'protected_role'
  }
  const rank = here && outrankedBy(here, kind, bench)
  if (rank) return rank
  if (kind === 'unban') return 'act'
  if (here) return 'act'
  if (performerOf(kind).membersOnly && (member || listWhole)) return 'not_member'
  return member ? 'left' : 'unseen'
}

function isAlready({ kind, banned }: Suspect, here: Member | null, now: number): boolean {
  const timedOut = (here?.timeoutUntil ?? 0) > now
  if (kind === 'ban' || kind === 'tempban') return banned === true
  if (kind === 'unban') return banned === false
  if (kind === 'timeout') return timedOut
  return kind === 'untimeout' && here !== null && !timedOut
}

/** Whoever has a seat here, or may moderate in Discord. */
function isStaff(id: Snowflake, here: Member | null, { guild, seats }: Bench): boolean {
  const seated = seats.some(({ subjectType, subjectId }) =>
    subjectType === 'user' ? subjectId === id : here?.roleIds.includes(subjectId),
  )
  if (seated || !here) return seated
  const bits = guildPermissions(guild, ranked(here))
  return STAFF.some((name) => has(bits, name))
}

/** Who stands too high, for the asker or for the bot. */
export function outrankedBy(
  here: Member,
  kind: ActionKind,
  { guild, bot, asker }: Pick<Bench, 'guild' | 'bot' | 'asker'>,
): 'outranks_you' | 'outranks_bot' | null {
  if (!asker || !outranks(guild, ranked(asker), ranked(here))) return 'outranks_you'
  return performerOf(kind).onDiscord && !outranks(guild, ranked(bot), ranked(here)) ? 'outranks_bot' : null
}

/** Whether the bot may ban in bulk: that takes Manage Server as well. */
export function mayBanInBulk(guild: GuildState, bot: Member): boolean {
  const bits = guildPermissions(guild, ranked(bot))
  return has(bits, actionKinds.ban.permission) && has(bits, 'manageGuild')
}
