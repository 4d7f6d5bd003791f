import type { AuditCategory } from '#schema/contract/audit.ts'
import type { Option } from '#web/ui/select.tsx'
import { typeLabel, typeWords } from './audit-words.ts'

/** Types to choose from, of these categories or of all; the one that is chosen is always among them. */
export function typeOptions(categories: readonly AuditCategory[], chosen: string | undefined): Option[] {
  const types = Object.keys(typeWords).filter(
    (type) => categories.length === 0 || categories.some((one) => categoryOfType(type) === one),
  )
  if (chosen && !types.includes(chosen)) types.push(chosen)
  const options = types.map((value) => ({ value, label: typeLabel(value) }))
  return [{ value: '', label: 'Anything' }, ...options.sort((a, b) => a.label.localeCompare(b.label))]
}

/** Types that are not called as their category is. */
const others: Record<string, AuditCategory> = {
  'retention.applied': 'settings',
  'cases.changed': 'case',
  'cases.exported': 'export',
}
const categoryOfType = (type: string): string => {
  const [name = ''] = type.split('.')
  return others[type] ?? name
}
