import type { Member } from '#schema/contract/guild.ts'
import type { MemberEvent } from '#schema/contract/timeline.ts'

/** What is different of a member, as events of their history; nothing when nobody knew them before. */
export function changesOf(member: Member, was: Member | undefined, at: number): MemberEvent[] {
  if (!was) return []
  const added = member.roleIds.filter((id) => !was.roleIds.includes(id))
  const removed = was.roleIds.filter((id) => !member.roleIds.includes(id))
  const changes: MemberEvent[] = namesOf(member, was, at)
  if (member.nick !== was.nick)
    changes.push({ userId: member.id, at, type: 'nick', detail: { from: was.nick, to: member.nick } })
  if (added.length + removed.length > 0)
    changes.push({ userId: member.id, at, type: 'roles', detail: { added, removed } })
  if (isTimedOut(member, at) !== isTimedOut(was, at) || (isTimedOut(member, at) && !sameEnd(member, was)))
    changes.push({
      userId: member.id,
      at,
      type: 'timeout',
      detail: { until: isTimedOut(member, at) ? member.timeoutUntil : null },
    })
  return changes
}

/** The names that someone carries from server to server. */
export function namesOf(member: Member, was: Member, at: number): MemberEvent[] {
  const changes: MemberEvent[] = []
  if (member.username !== was.username)
    changes.push({ userId: member.id, at, type: 'username', detail: { from: was.username, to: member.username } })
  if (member.globalName !== was.globalName)
    changes.push({
      userId: member.id,
      at,
      type: 'display_name',
      detail: { from: was.globalName, to: member.globalName },
    })
  return changes
}

/** Discord does not tell when a timeout has run out. */
const isTimedOut = (m: Member, at: number): boolean => m.timeoutUntil !== null && m.timeoutUntil > at
const sameEnd = (a: Member, b: Member): boolean => a.timeoutUntil === b.timeoutUntil
