import type { dmChoices, statusChoices } from '#schema/contract/case-query.ts'
import type { Span } from '#schema/contract/span.ts'
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
export const spanLabel: Record<Span, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
}
export const spanOptions: readonly Option[] = [
  { value: '', label: 'Any time' },
  ...Object.entries(spanLabel).map(([value, label]) => ({ value, label })),
]
