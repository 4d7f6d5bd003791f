import { actionKinds, MAX_REASON } from '#schema/contract/kinds.ts'
import { parseDuration } from '#schema/contract/duration.ts'
import { SweepDeed } from '#schema/contract/sweep.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import {
  defaultsOf,
  deletesMessages,
  type Draft,
  durationError,
  type FieldErrors,
  hasDuration,
  needsReason,
} from '#web/pages/act/draft.ts'

/** The fields of a deed that is done to many; `undo` reverses what was done instead. */
export interface DeedForm {
  undo: boolean
  draft: Draft
  dm: boolean
}

export function deedForm(deed: SweepDeed | undefined, undo: boolean, dm = false): DeedForm {
  const kind = deed && deed.kind !== 'reverse' ? deed.kind : null
  const draft: Draft = {
    kind,
    targetId: null,
    channelId: null,
    fromId: null,
    evidence: null,
    reason: deed?.reason ?? '',
    count: '',
    slowmode: '',
    severity: '',
    ...defaultsOf(kind),
  }
  if (deed && 'duration' in deed) draft.duration = formatDuration(deed.duration)
  if (deed && 'deleteSeconds' in deed) draft.deleteSeconds = deed.deleteSeconds
  return { undo: deed ? deed.kind === 'reverse' : undo, draft, dm }
}

type Read = { ok: true; deed: SweepDeed } | { ok: false; errors: FieldErrors }

/** The deed these fields say, or what is wrong with each. */
export function readDeed({ undo, draft }: DeedForm): Read {
  const { kind } = draft
  const reason = draft.reason.trim()
  const errors: FieldErrors = {}
  if (reason.length > MAX_REASON) errors.reason = `At most ${MAX_REASON} characters.`
  if (!undo && !kind) errors.kind = 'Choose what to do.'
  if (!undo && needsReason(kind) && !reason)
    errors.reason = kind === 'warn' ? 'A warning needs a reason.' : 'A note needs a text.'
  if (!undo && hasDuration(kind)) {
    const wrong = durationError(kind, draft.duration)
    if (wrong) errors.duration = wrong
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const parsed = SweepDeed.safeParse(
    undo
      ? { kind: 'reverse', reason }
      : {
          kind,
          reason,
          ...(hasDuration(kind) ? { duration: parseDuration(draft.duration) } : {}),
          ...(deletesMessages(kind) ? { deleteSeconds: draft.deleteSeconds } : {}),
        },
  )
  if (parsed.success) return { ok: true, deed: parsed.data }
  const label = kind ? actionKinds[kind].label : 'That'
  return { ok: false, errors: { kind: parsed.error.issues[0]?.message ?? `${label} cannot be done as written.` } }
}
