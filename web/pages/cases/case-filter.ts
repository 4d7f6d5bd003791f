import { CaseQuery, type Case } from '#schema/contract/case.ts'
import type { CaseFilter } from '#web/data/cases.ts'

export type CaseFilterKey = keyof CaseFilter
/** Filters to set; undefined or empty takes one away. */
export type FilterChange = Partial<Record<CaseFilterKey, string | number | undefined>>

const shape = CaseQuery.shape
const keys = ['kind', 'source', 'status', 'moderator', 'target', 'from', 'to', 'q'] as const satisfies CaseFilterKey[]

/** Reads the filters from a query string; what is not valid there is left out, so that a mangled link still opens. */
export function readCaseFilter(params: Record<string, string | string[] | undefined>): CaseFilter {
  const found: Record<string, unknown> = {}
  for (const key of keys) {
    const raw = params[key]
    if (typeof raw !== 'string' || raw === '') continue
    const parsed = shape[key].safeParse(raw)
    if (parsed.success && parsed.data !== '') found[key] = parsed.data
  }
  return found as CaseFilter
}

/** The query string's change that sets these filters; null removes a key. */
export function writeCaseFilter(change: FilterChange): Record<string, string | null> {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ? String(value) : null]))
}

/** Takes every filter away. */
export const noCaseFilter = (): Record<string, null> => Object.fromEntries(keys.map((key) => [key, null]))

export const isFiltered = (filter: CaseFilter): boolean => keys.some((key) => filter[key] !== undefined)

const isRunning = (c: Case): boolean => c.endsAt !== null && c.endedAt === null && c.status !== 'refused'
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether a case that just came belongs in the list on screen; text matches by the beginnings of words. */
export function matchesFilter(c: Case, filter: CaseFilter): boolean {
  if (filter.kind && c.kind !== filter.kind) return false
  if (filter.source && c.source !== filter.source) return false
  if (filter.status === 'running' ? !isRunning(c) : filter.status && c.status !== filter.status) return false
  if (filter.moderator && c.moderator?.id !== filter.moderator) return false
  if (filter.target && c.target?.id !== filter.target) return false
  if (filter.from !== undefined && c.createdAt < filter.from) return false
  if (filter.to !== undefined && c.createdAt > filter.to) return false
  if (!filter.q) return true
  const has = words([c.reason, c.target?.name, c.moderator?.name, c.channelName].join(' '))
  return words(filter.q).every((wanted) => has.some((word) => word.startsWith(wanted)))
}
