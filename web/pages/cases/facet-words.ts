import { actionKinds, sourceLabel, type ActionKind, type Source } from '#schema/contract/action.ts'
import { readChoice } from '#schema/contract/choice.ts'
import { formatDate } from '#web/primitives/format.ts'
import type { FilterChip } from '#web/pages/list/filter-chips.tsx'
import { caseFilterKeys, type CaseFilter, type CaseFilterKey } from './case-filter.ts'
import { dmLabel, spanLabel, statusLabel } from './filter-options.ts'

/** What each filter is called. */
export const filterName: Record<CaseFilterKey, string> = {
  kind: 'Action',
  source: 'Source',
  status: 'Status',
  moderator: 'Moderator',
  target: 'Target',
  label: 'Label',
  assignee: 'Assigned to',
  reviewed: 'Reviewed',
  dm: 'Message',
  sweep: 'Sweep',
  import: 'Import',
  from: 'From',
  to: 'To',
  last: 'Latest',
  q: 'Text',
}

/** A value of a filter, as people say it. */
export function valueWords(key: CaseFilterKey, value: string, nameOf: (userId: string) => string): string {
  if (key === 'kind') return actionKinds[value as ActionKind]?.label ?? value
  if (key === 'source') return sourceLabel[value as Source] ?? value
  if (key === 'status') return statusLabel[value as keyof typeof statusLabel] ?? value
  if (key === 'dm') return dmLabel[value as keyof typeof dmLabel] ?? value
  if (key === 'reviewed') return value === 'yes' ? 'Yes' : 'No'
  if (key === 'moderator' || key === 'target' || key === 'assignee') return value === 'none' ? 'Nobody' : nameOf(value)
  if (key === 'last') return spanLabel[value as keyof typeof spanLabel] ?? value
  if (key === 'sweep' || key === 'import') return value.slice(-6)
  return value
}

const choices: ReadonlySet<CaseFilterKey> = new Set([
  'kind',
  'source',
  'status',
  'moderator',
  'target',
  'label',
  'assignee',
  'dm',
])

/** A filter in force, as a chip says it: "Ban or Kick", "not Warn". */
export function filterWords(filter: CaseFilter, key: CaseFilterKey, nameOf: (userId: string) => string): string {
  const value = filter[key]
  if (key === 'from' || key === 'to') return formatDate(Number(value))
  if (!choices.has(key)) return valueWords(key, String(value), nameOf)
  const { any, not } = readChoice(String(value))
  const said = (values: readonly string[]) => values.map((one) => valueWords(key, one, nameOf)).join(' or ')
  return [...(any.length > 0 ? [said(any)] : []), ...(not.length > 0 ? [`not ${said(not)}`] : [])].join(', ')
}

export const filtersInForce = (filter: CaseFilter): CaseFilterKey[] =>
  caseFilterKeys.filter((key) => filter[key] !== undefined)

export const chipsOf = (filter: CaseFilter, nameOf: (userId: string) => string): FilterChip<CaseFilterKey>[] =>
  filtersInForce(filter).map((key) => ({ key, label: filterName[key], value: filterWords(filter, key, nameOf) }))
