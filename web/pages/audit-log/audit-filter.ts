import { AuditCategory, AuditQuery, type AuditFilter } from '#schema/contract/audit.ts'
import { noFilter, type Params, readFilter, textOfFilter, writeFilter } from '#web/pages/list/filter-params.ts'

export type AuditFilterKey = keyof AuditFilter
/** Filters to set; undefined or empty takes one away. */
export type FilterChange = Partial<Record<AuditFilterKey, string | number | undefined>>

const shape = AuditQuery.shape
const keys = ['category', 'type', 'actor', 'target', 'from', 'to', 'q'] as const satisfies AuditFilterKey[]

export const readAuditFilter = (params: Params): AuditFilter => readFilter<AuditFilter>(shape, keys, params)
export const writeAuditFilter = (change: FilterChange) => writeFilter(change)
export const filterText = (filter: AuditFilter): string => textOfFilter(keys, filter)
export const noAuditFilter = () => noFilter(keys)
export const isFiltered = (filter: AuditFilter): boolean => keys.some((key) => filter[key] !== undefined)

export const categoriesOf = ({ category }: AuditFilter): AuditCategory[] =>
  AuditCategory.options.filter((one) => category?.split(',').includes(one))

/** The categories with one put in or taken out; undefined for none, which is all. */
export function toggled(filter: AuditFilter, category: AuditCategory): string | undefined {
  const chosen = new Set(categoriesOf(filter))
  if (!chosen.delete(category)) chosen.add(category)
  return AuditCategory.options.filter((one) => chosen.has(one)).join(',') || undefined
}
