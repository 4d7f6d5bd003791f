import type { AuditEvent } from '#schema/contract/audit.ts'
import type { Case } from '#schema/contract/case.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Told } from './thread-of.ts'

const MOST_TEXT = 300

const types: Record<string, string> = {
  reason: 'case.reason_edited',
  labels: 'case.labelled',
  assignee: 'case.assigned',
  reviewed: 'case.reviewed',
  links: 'case.linked',
}
const commentTypes = { add: 'case.commented', edit: 'case.comment_edited', delete: 'case.comment_deleted' } as const

/** Tells open pages and the audit log what a case's thread got. */
export function tell(
  { entry, by, what }: Told,
  c: Case,
  { publish, audit }: { publish(event: LiveEvent): void; audit(event: AuditEvent): void },
): void {
  publish({ type: 'case.commented', data: entry })
  const common = {
    category: 'case',
    at: by.at,
    actor: by.author,
    surface: by.surface,
    target: { type: 'case', id: String(c.number), name: c.target?.name ?? c.channelName },
    requestId: by.requestId,
  } as const
  if (what !== 'change') {
    const after = { comment: entry.id, ...(what === 'delete' ? {} : { text: entry.text.slice(0, MOST_TEXT) }) }
    return audit({ ...common, type: commentTypes[what], before: null, after })
  }
  for (const [name, { from, to }] of Object.entries(entry.changes ?? {}))
    audit({ ...common, type: types[name] ?? 'case.changed', before: { [name]: from }, after: { [name]: to } })
}
