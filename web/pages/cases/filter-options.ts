import { ActionKind, actionKinds, Source, sourceLabel } from '#schema/contract/action.ts'
import type { dmChoices, statusChoices } from '#schema/contract/case-query.ts'
import type { Option } from '#web/ui/select.tsx'

export const statusLabel: Record<(typeof statusChoices)[number], string> = {
  done: 'Done',
  running: 'Running',
  refused: 'Refused',
  unknown: 'Unknown',
  rolled_back: 'Rolled back',
}
export const dmLabel: Record<(typeof dmChoices)[number], string> = {
  sent: 'Delivered',
  failed: 'Failed',
  skipped: 'Not sent',
  withdrawn: 'Taken back',
  none: 'None',
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
