import type { AuditFilter } from '#schema/contract/audit.ts'
import { formatDay } from '#web/primitives/format.ts'
import type { FilterChip } from '#web/pages/list/filter-chips.tsx'
import { type AuditFilterKey, categoriesOf } from './audit-filter.ts'
import { categoryLabel, typeLabel } from './audit-words.ts'

/** The filters in force, in words. */
export function chipsOf(filter: AuditFilter, nameOf: (id: string) => string): FilterChip<AuditFilterKey>[] {
  const { category, type, actor, target, from, to, q } = filter
  const words: Partial<Record<AuditFilterKey, [label: string, value: string | undefined]>> = {
    q: ['Text', q],
    category: [
      'Category',
      category &&
        categoriesOf(filter)
          .map((one) => categoryLabel[one])
          .join(', '),
    ],
    type: ['Done', type && typeLabel(type)],
    actor: ['By', actor && (actor === 'wardroom' ? 'Wardroom' : nameOf(actor))],
    target: ['To', target && nameOf(target)],
    from: ['From', from === undefined ? undefined : formatDay(from)],
    to: ['Until', to === undefined ? undefined : formatDay(to)],
  }
  return (Object.entries(words) as [AuditFilterKey, [string, string | undefined]][]).flatMap(([key, [label, value]]) =>
    value ? [{ key, label, value }] : [],
  )
}
