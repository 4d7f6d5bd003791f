import type { AuditDetail, AuditEvent } from '#schema/contract/audit.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Run } from '#durable-objects/guild/run.ts'

/** How an action ended, for the audit log: done, refused (with or without a case), or not known. */
export function actionEvent(run: Run, at: number): AuditEvent {
  const { action, number, target, channel, failure, dm } = run
  const { deed, actor, source, about, sweepId, requestId } = action
  const { kind, reason, ...asked } = deed
  const { targetId, channelId, ...how } = { targetId: null, channelId: null, ...asked }
  const after: NonNullable<AuditDetail> = { kind, case: number, ...how, reason }
  if (run.endsAt !== null) after.endsAt = run.endsAt
  if (about !== undefined) after.about = about
  if (sweepId !== undefined) after.sweep = sweepId
  if (dm) after.dm = dm.status
  if (failure) Object.assign(after, { code: failure.code, message: failure.message })
  return {
    category: 'action',
    type: `action.${run.number === null ? 'refused' : (run.status ?? 'refused')}`,
    at,
    actor: actor.type === 'user' ? actor.user : null,
    surface: source,
    target: targetId
      ? { type: 'user', id: targetId, name: target?.name ?? null }
      : channelId
        ? { type: 'channel', id: channelId, name: channel?.name ?? null }
        : { type: 'guild', id: action.guildId, name: null },
    before: null,
    after,
    requestId: requestId ?? null,
  }
}

/** Discord's own entry settled what was not known of a case. */
export const confirmedEvent = (c: Case, at: number): AuditEvent => ({
  category: 'action',
  type: 'action.confirmed',
  at,
  actor: null,
  surface: 'system',
  target: c.target
    ? { type: 'user', id: c.target.id, name: c.target.name }
    : { type: 'channel', id: c.channelId ?? '', name: c.channelName },
  before: { status: 'unknown' },
  after: { status: 'done', kind: c.kind, case: c.number, entry: c.confirmation?.auditEntryId ?? null },
  requestId: null,
})
