import { AuditType, type AuditEntry } from '#schema/contract/gateway.ts'
import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'
import type { MemberEvent, MemberEventType } from '#schema/contract/timeline.ts'
import { caseNumberIn } from '#durable-objects/guild/wording.ts'

/** Who did something to whom, as an audit entry tells. */
export interface Deed {
  userId: Snowflake
  type: MemberEventType
  at: number
  by: Snowflake
  case: number | undefined
  /** of role changes: which */
  roleIds: readonly string[]
  /** of timeouts: whether one was given, else it was taken back */
  timedOut: boolean
}

/** An event and its audit entry are at most so far apart; ms. */
export const APART = 10_000

const timeoutKey = 'communication_disabled_until'

/** What an audit entry says that somebody did to a member's standing. */
export function deedsIn(entry: AuditEntry, botId: Snowflake): Deed[] {
  const { userId: by, targetId } = entry
  if (!by || !targetId) return []
  const common = {
    userId: targetId,
    at: snowflakeTime(entry.id),
    by,
    case: by === botId ? caseNumberIn(entry.reason) : undefined,
    roleIds: entry.changes.flatMap((change) => (change.key.startsWith('$') ? idsIn(change.new) : [])),
    timedOut: entry.changes.some(({ key, new: to }) => key === timeoutKey && typeof to === 'string'),
  }
  return typesOf(entry).map((type) => ({ ...common, type }))
}

function typesOf({ actionType, changes }: AuditEntry): MemberEventType[] {
  switch (actionType) {
    case AuditType.kick:
    case AuditType.prune:
      return ['left']
    case AuditType.ban:
      return ['banned']
    case AuditType.unban:
      return ['unbanned']
    case AuditType.memberRoles:
      return ['roles']
    case AuditType.memberUpdate:
      return changes.flatMap(({ key }): MemberEventType[] =>
        key === 'nick' ? ['nick'] : key === timeoutKey ? ['timeout'] : [],
      )
    default:
      return []
  }
}

const idsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) =>
        typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? [one.id] : [],
      )
    : []

const isSet = (until: number | null | undefined): boolean => typeof until === 'number'

/** The event with who did it, when one of the deeds is the one that made it. */
export function attributed(event: MemberEvent, deeds: Iterable<Deed>): MemberEvent {
  if (event.detail.by !== undefined) return event
  const touched = new Set([...(event.detail.added ?? []), ...(event.detail.removed ?? [])])
  for (const deed of deeds) {
    if (deed.userId !== event.userId || deed.type !== event.type || Math.abs(deed.at - event.at) > APART) continue
    if (event.type === 'timeout' && deed.timedOut !== isSet(event.detail.until)) continue
    if (!deed.roleIds.every((id) => touched.has(id))) continue
    const detail = { ...event.detail, by: deed.by, ...(deed.case === undefined ? {} : { case: deed.case }) }
    return { ...event, detail: event.type === 'left' ? { ...detail, kicked: true } : detail }
  }
  return event
}
