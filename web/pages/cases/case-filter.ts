import { CaseFilter } from '#schema/contract/case-query.ts'
import type { Case } from '#schema/contract/case.ts'
import { fitsChoice, readChoice, writeChoice } from '#schema/contract/choice.ts'
import { spans } from '#schema/contract/span.ts'
import { noFilter, type Params, readFilter, textOfFilter, writeFilter } from '#web/pages/list/filter-params.ts'

export type { CaseFilter } from '#schema/contract/case-query.ts'
export type CaseFilterKey = keyof CaseFilter
/** Filters to set; undefined or empty takes one away. */
export type FilterChange = Partial<Record<CaseFilterKey, string | number | undefined>>

const shape = CaseFilter.shape
export const caseFilterKeys = Object.keys(shape) as CaseFilterKey[]

export const readCaseFilter = (params: Params): CaseFilter => readFilter<CaseFilter>(shape, caseFilterKeys, params)
export const writeCaseFilter = (change: FilterChange) => writeFilter(change)
export const filterText = (filter: CaseFilter): string => textOfFilter(caseFilterKeys, filter)
export const noCaseFilter = () => noFilter(caseFilterKeys)
export const isFiltered = (filter: CaseFilter): boolean => caseFilterKeys.some((key) => filter[key] !== undefined)

/** A choice with one value put in, or taken out when it is there; `not` turns it into an exclusion. */
export function toggled(text: string | undefined, value: string, not = false): string | undefined {
  const choice = readChoice(text)
  const without = { any: choice.any.filter((one) => one !== value), not: choice.not.filter((one) => one !== value) }
  const was = (not ? choice.not : choice.any).includes(value)
  if (was) return writeChoice(without)
  return writeChoice(not ? { ...without, not: [...without.not, value] } : { ...without, any: [...without.any, value] })
}

const isRunning = (c: Case): boolean =>
  c.endsAt !== null && c.endedAt === null && (c.status === 'done' || c.status === 'unknown')
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** What a case has to show for each filter that is a choice. */
const values: { [key in CaseFilterKey]?: (c: Case) => string[] } = {
  kind: (c) => [c.kind],
  source: (c) => [c.source],
  status: (c) => (isRunning(c) ? [c.status, 'running'] : [c.status]),
  moderator: (c) => [c.moderator?.id ?? 'none'],
  target: (c) => (c.target ? [c.target.id] : []),
  label: (c) => c.labels.map((label) => label.toLowerCase()),
  assignee: (c) => [c.assignee?.id ?? 'none'],
  dm: (c) => [c.dm?.status ?? 'none'],
}

/** Whether a case that just came belongs in the list on screen; text matches by the beginnings of words. */
export function matchesFilter(c: Case, filter: CaseFilter, now = Date.now()): boolean {
  for (const [key, of] of Object.entries(values) as [CaseFilterKey, (c: Case) => string[]][]) {
    const wanted = filter[key]
    if (typeof wanted === 'string' && !fitsChoice(readChoice(key === 'label' ? wanted.toLowerCase() : wanted), of(c)))
      return false
  }
  if (filter.reviewed && (filter.reviewed === 'yes') !== (c.reviewed !== null)) return false
  if (filter.sweep && c.sweepId !== filter.sweep) return false
  if (filter.import && c.importId !== filter.import) return false
  if (filter.from !== undefined && c.createdAt < filter.from) return false
  if (filter.to !== undefined && c.createdAt > filter.to) return false
  if (filter.last && c.createdAt < now - spans[filter.last]) return false
  if (!filter.q) return true
  const has = words([c.reason, c.target?.name, c.moderator?.name, c.channelName].join(' '))
  return words(filter.q).every((wanted) => has.some((word) => word.startsWith(wanted)))
}
