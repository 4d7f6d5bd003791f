import type { Action, Deed, Person } from '#schema/contract/action.ts'
import { AuditType, type AuditEntry } from '#schema/contract/gateway.ts'
import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'

const TIMEOUT_KEY = 'communication_disabled_until'

/** What somebody did by hand in Discord, when it is of a kind that Wardroom keeps; `endsAt` UTC ms for timeouts. */
export function deedByHand(entry: AuditEntry): { deed: Deed; endsAt: number | null } | null {
  const { targetId } = entry
  if (!targetId) return null
  const common = { targetId, reason: entry.reason ?? '' }
  switch (entry.actionType) {
    case AuditType.ban:
      return { deed: { kind: 'ban', deleteSeconds: 0, ...common }, endsAt: null }
    case AuditType.unban:
      return { deed: { kind: 'unban', ...common }, endsAt: null }
    case AuditType.kick:
      return { deed: { kind: 'kick', ...common }, endsAt: null }
    case AuditType.memberUpdate:
      return timeoutByHand(entry, common)
    default:
      return null
  }
}

function timeoutByHand(
  entry: AuditEntry,
  common: { targetId: Snowflake; reason: string },
): { deed: Deed; endsAt: number | null } | null {
  const change = entry.changes.find((c) => c.key === TIMEOUT_KEY)
  if (!change) return null
  if (typeof change.new !== 'string') return { deed: { kind: 'untimeout', ...common }, endsAt: null }
  const endsAt = Date.parse(change.new)
  if (!Number.isFinite(endsAt)) return null
  return { deed: { kind: 'timeout', duration: endsAt - snowflakeTime(entry.id), ...common }, endsAt }
}

/** The action an audit entry stands for; its id is made of the entry's, so that the same entry is one case. */
export const actionByHand = (
  entry: AuditEntry,
  { guildId, deed, moderator }: { guildId: Snowflake; deed: Deed; moderator: Person | null },
): Action => ({
  id: `audit-${entry.id}`,
  guildId,
  deed,
  actor: moderator ? { type: 'user', user: moderator } : { type: 'system' },
  source: 'discord',
  at: snowflakeTime(entry.id),
})
