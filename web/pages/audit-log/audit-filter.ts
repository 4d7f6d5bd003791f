import { AuditCategory, AuditQuery, type AuditFilter } from '#schema/contract/audit.ts'

export type AuditFilterKey = keyof AuditFilter
/** Filters to set; undefined or empty takes one away. */
export type FilterChange = Partial<Record<AuditFilterKey, string | number | undefined>>

const shape = AuditQuery.shape
const keys = ['category', 'type', 'actor', 'target', 'from', 'to', 'q'] as const satisfies AuditFilterKey[]

/** Reads the filters from a query string; what is not valid there is left out, so that a mangled link still opens. */
export function readAuditFilter(params: Record<string, string | string[] | undefined>): AuditFilter {
  const found: Record<string, unknown> = {}
  for (const key of keys) {
    const raw = params[key]
    if (typeof raw !== 'string' || raw === '') continue
    const parsed = shape[key].safeParse(raw)
    if (parsed.success && parsed.data !== '') found[key] = parsed.data
  }
  return found as AuditFilter
}

/** The query string's change that sets these filters; null removes a key. */
export const writeAuditFilter = (change: FilterChange): Record<string, string | null> =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ? String(value) : null]))

/** The filters as a query string in an order of their own, so that the same filters are the same text. */
export const filterText = (filter: AuditFilter): string =>
  new URLSearchParams(
    keys.flatMap((key): [string, string][] => (filter[key] === undefined ? [] : [[key, String(filter[key])]])),
  ).toString()

/** Takes every filter away. */
export const noAuditFilter = (): Record<string, null> => Object.fromEntries(keys.map((key) => [key, null]))

export const isFiltered = (filter: AuditFilter): boolean => keys.some((key) => filter[key] !== undefined)

export const categoriesOf = ({ category }: AuditFilter): AuditCategory[] =>
  AuditCategory.options.filter((one) => category?.split(',').includes(one))

/** The categories with one put in or taken out; undefined for none, which is all. */
export function toggled(filter: AuditFilter, category: AuditCategory): string | undefined {
  const chosen = new Set(categoriesOf(filter))
  if (!chosen.delete(category)) chosen.add(category)
  return AuditCategory.options.filter((one) => chosen.has(one)).join(',') || undefined
}
