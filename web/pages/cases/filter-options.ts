import { ActionKind, actionKinds, Source, sourceLabel } from '#schema/contract/action.ts'
import type { CaseQuery } from '#schema/contract/case.ts'
import type { Option } from '#web/ui/select.tsx'

export const statusLabel: Record<NonNullable<CaseQuery['status']>, string> = {
  done: 'Done',
  running: 'Running',
  refused: 'Refused',
  unknown: 'Unknown',
}

export const kindOptions: readonly Option[] = [
  { value: '', label: 'Every action' },
  ...ActionKind.options.map((kind) => ({ value: kind, label: actionKinds[kind].label })),
]
export const sourceOptions: readonly Option[] = [
  { value: '', label: 'Every source' },
  ...Source.options.map((source) => ({ value: source, label: sourceLabel[source] })),
]
export const statusOptions: readonly Option[] = [
  { value: '', label: 'Every status' },
  ...Object.entries(statusLabel).map(([value, label]) => ({ value, label })),
]
