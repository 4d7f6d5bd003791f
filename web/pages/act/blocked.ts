import { type ActionKind, actionKinds } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import type { Member } from '#schema/contract/guild.ts'

/** What is known of whom or what one is about to act on. */
export interface Standing {
  targetId: string | null
  selfId: string
  ownerId: string
  /** undefined: not known yet; null: not in the server */
  member: Member | null | undefined
  banned: boolean | null | undefined
  /** whether a warning of theirs still stands; undefined: not known */
  warned?: boolean | undefined
}

/** Kinds that need the person to be here. */
const needsMember: ReadonlySet<ActionKind> = new Set(['kick', 'softban', 'timeout', 'untimeout', 'warn'])

/** Why a kind makes no sense for this target, as far as the page knows; the server asks again, and of everything. */
export function blockedBy(kind: ActionKind, standing: Standing, now: number): string | null {
  const { targetId, member, banned } = standing
  if (actionKinds[kind].on === 'channel' || !targetId) return null
  if (targetId === standing.selfId) return fail('target_is_self').message
  if (targetId === standing.ownerId) return fail('target_is_owner').message
  if (member !== undefined && needsMember.has(kind) && (member === null || member.leftAt !== null))
    return fail('target_not_member').message
  if (kind === 'unban' && banned === false) return fail('not_banned').message
  if (kind === 'unwarn' && standing.warned === false) return fail('no_such_warning').message
  if (kind === 'untimeout' && member && (member.timeoutUntil ?? 0) <= now) return fail('not_timed_out').message
  return null
}
