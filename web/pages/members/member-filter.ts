import { MemberQuery, type Member, type MemberFilter } from '#schema/contract/guild.ts'
import { isFiltering, memberMatcher, traitsOf } from '#schema/contract/member-match.ts'
import { type MemberSearch, orderOf } from '#web/data/members.ts'

export type MemberKey = keyof MemberSearch
/** What to set; undefined or empty takes it away. */
export type MemberChange = Partial<Record<MemberKey, string | number | undefined>>

const shape = MemberQuery.shape
const filters = [
  'q',
  'presence',
  'roleId',
  'roles',
  'bots',
  'avatar',
  'cases',
  'joinedFrom',
  'joinedTo',
  'createdFrom',
  'createdTo',
  'joinedLast',
  'createdLast',
] as const satisfies MemberKey[]

/** Reads filters and order from a query string; what is not valid there is left out, so that a mangled link still opens. */
export function readMemberSearch(params: Record<string, string | string[] | undefined>): MemberSearch {
  const found: Record<string, unknown> = {}
  for (const key of [...filters, 'order'] as const) {
    const raw = params[key]
    if (typeof raw !== 'string' || raw === '') continue
    const parsed = shape[key].safeParse(raw)
    if (parsed.success && parsed.data !== '') found[key] = parsed.data
  }
  return found as MemberSearch
}

/** The query string's change that sets these; null removes a key. */
export const writeMemberSearch = (change: MemberChange): Record<string, string | null> =>
  Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ? String(value) : null]))

/** Filters and order as a query string of one form, so that the same search is the same text. */
export const searchText = (search: MemberSearch): string => {
  const order = orderOf(search) === orderOf({ ...search, order: undefined }) ? undefined : search.order
  const said = { ...search, order }
  return new URLSearchParams(
    [...filters, 'order' as const].flatMap((key): [string, string][] =>
      said[key] === undefined ? [] : [[key, String(said[key])]],
    ),
  ).toString()
}

/** Takes every filter away. */
export const noMemberFilter = (): Record<string, null> => Object.fromEntries(filters.map((key) => [key, null]))

/** The search as whom it means, without how they are ordered. */
export function filterOf(search: MemberSearch): MemberFilter {
  const { q, order: _, ...filter } = search
  return q ? { ...filter, name: q } : filter
}

export const isNarrowed = (search: MemberSearch): boolean => isFiltering(filterOf(search))

/** Whether someone who just came belongs in the list on screen; how many cases there are about them is not known yet. */
export const belongsTo = (member: Member, search: MemberSearch): boolean =>
  memberMatcher(filterOf(search))(traitsOf(member))
