import { reportStates, type ReportState } from '#schema/contract/report-kinds.ts'
import type { ReportFilter } from '#web/data/reports.ts'

/** The state's tab: the queue opens on what nobody has taken. */
export type Tab = ReportState | 'all'
export const tabs: readonly { value: Tab; label: string }[] = [
  ...(Object.entries(reportStates) as [ReportState, string][]).map(([value, label]) => ({ value, label })),
  { value: 'all', label: 'All' },
]

const isId = (text: string): boolean => /^[1-9]\d{16,19}$/.test(text)
type Params = Record<string, string | string[] | undefined>
const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')

export const tabOf = (params: Params): Tab => tabs.find(({ value }) => value === one(params.state))?.value ?? 'open'

/** Reads the filters from a query string; what is not valid there is left out. */
export function readReportFilter(params: Params): ReportFilter {
  const tab = tabOf(params)
  const [assignee, target, q] = [one(params.assignee), one(params.target), one(params.q).trim().slice(0, 100)]
  return {
    ...(tab === 'all' ? {} : { state: tab }),
    ...(assignee === 'none' || isId(assignee) ? { assignee } : {}),
    ...(isId(target) ? { target } : {}),
    ...(q ? { q } : {}),
  }
}

/** Whether more than the tab narrows the queue. */
export const isFiltered = ({ assignee, target, q }: ReportFilter): boolean => Boolean(assignee || target || q)
