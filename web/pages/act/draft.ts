import {
  type ActionKind,
  actionKinds,
  DAY,
  Deed,
  type DeedInput,
  HOUR,
  MAX_REASON,
  MAX_TEMPORARY_BAN,
  MAX_TIMEOUT,
  MINUTE,
} from '#schema/contract/action.ts'
import { formatDuration, parseDuration } from '#schema/contract/duration.ts'

/** The act dialog's fields as they are typed; which of them count depends on the kind. */
export interface Draft {
  kind: ActionKind | null
  targetId: string | null
  channelId: string | null
  /** a purge's author, or null for everyone */
  fromId: string | null
  reason: string
  /** such as `7d` or `1h 30m` */
  duration: string
  deleteSeconds: number
  count: string
  slowmode: string
  /** links to messages that are kept as evidence; null: not asked for */
  evidence: string | null
  /** of a warning; empty: the usual one */
  severity: string
}
export type Field = 'kind' | 'target' | 'channel' | 'reason' | 'duration' | 'count' | 'slowmode' | 'evidence'
export type FieldErrors = Partial<Record<Field, string>>

export const hasDuration = (kind: ActionKind | null): kind is 'tempban' | 'timeout' =>
  kind === 'tempban' || kind === 'timeout'
export const deletesMessages = (kind: ActionKind | null): boolean =>
  kind === 'ban' || kind === 'tempban' || kind === 'softban'
export const needsReason = (kind: ActionKind | null): boolean => kind === 'warn' || kind === 'note'
export const isOnUser = (kind: ActionKind | null): boolean => kind !== null && actionKinds[kind].on === 'user'
export const isOnChannel = (kind: ActionKind | null): boolean => kind !== null && actionKinds[kind].on === 'channel'

export const durationPresets = {
  timeout: [5 * MINUTE, HOUR, DAY, 7 * DAY, 28 * DAY],
  tempban: [DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY],
} as const
export const deleteWindows = [
  [0, 'Nothing'],
  [3600, 'Last hour'],
  [6 * 3600, 'Last 6 hours'],
  [24 * 3600, 'Last 24 hours'],
  [3 * 24 * 3600, 'Last 3 days'],
  [7 * 24 * 3600, 'Last 7 days'],
] as const
export const slowmodeSteps = [0, 5, 10, 30, 60, 300, 900, 3600, 21_600] as const

/** What a kind starts with. */
export const defaultsOf = (kind: ActionKind | null): Pick<Draft, 'duration' | 'deleteSeconds'> => ({
  duration: kind === 'tempban' ? '7d' : '1h',
  deleteSeconds: kind === 'softban' ? 86_400 : 0,
})

export function durationError(kind: 'tempban' | 'timeout', text: string): string | undefined {
  const ms = parseDuration(text)
  if (ms === null) return 'Write a length such as 30m, 12h or 7d.'
  const max = kind === 'timeout' ? MAX_TIMEOUT : MAX_TEMPORARY_BAN
  if (ms < MINUTE) return 'At least one minute.'
  if (ms > max) return `At most ${formatDuration(max)}.`
}

const isCount = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 500

/** The deed these fields say, or what is wrong with each field. */
export function readDraft(draft: Draft): { ok: true; deed: DeedInput } | { ok: false; errors: FieldErrors } {
  const { kind } = draft
  if (!kind) return { ok: false, errors: { kind: 'Choose what to do.' } }
  const errors: FieldErrors = {}
  const reason = draft.reason.trim()
  if (isOnUser(kind) && !draft.targetId) errors.target = 'Choose a person.'
  if (isOnChannel(kind) && !draft.channelId) errors.channel = 'Choose a channel.'
  if (needsReason(kind) && !reason)
    errors.reason = kind === 'warn' ? 'A warning needs a reason.' : 'A note needs a text.'
  if (reason.length > MAX_REASON) errors.reason = `At most ${MAX_REASON} characters.`
  if (hasDuration(kind)) {
    const wrong = durationError(kind, draft.duration)
    if (wrong) errors.duration = wrong
  }
  if (kind === 'purge' && !isCount(draft.count)) errors.count = 'A number from 1 to 500.'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const parsed = Deed.safeParse({
    kind,
    reason,
    ...(isOnUser(kind) ? { targetId: draft.targetId } : { channelId: draft.channelId }),
    ...(hasDuration(kind) ? { duration: parseDuration(draft.duration) } : {}),
    ...(deletesMessages(kind) ? { deleteSeconds: draft.deleteSeconds } : {}),
    ...(kind === 'purge' ? { count: Number(draft.count), ...(draft.fromId ? { fromId: draft.fromId } : {}) } : {}),
    ...(kind === 'warn' && draft.severity ? { severity: draft.severity } : {}),
    ...(kind === 'slowmode' ? { seconds: Number(draft.slowmode) } : {}),
  })
  if (parsed.success) return { ok: true, deed: parsed.data }
  return { ok: false, errors: { kind: parsed.error.issues[0]?.message ?? 'That cannot be done as written.' } }
}
