import { MemberQuery, type Member, type MemberFilter } from '#schema/contract/guild.ts'
import { isFiltering, memberMatcher, traitsOf } from '#schema/contract/member-match.ts'
import { type MemberSearch, orderOf } from '#web/data/members.ts'
import { noFilter, type Params, readFilter, textOfFilter, writeFilter } from '#web/pages/list/filter-params.ts'

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
const keys = [...filters, 'order'] as const

export const readMemberSearch = (params: Params): MemberSearch => readFilter<MemberSearch>(shape, keys, params)
export const writeMemberSearch = (change: MemberChange) => writeFilter(change)
/** Takes every filter away, and leaves the order. */
export const noMemberFilter = () => noFilter(filters)

/** Filters and order as a query string, without an order that goes without saying. */
export const searchText = (search: MemberSearch): string => {
  const isUsual = orderOf(search) === orderOf({ ...search, order: undefined })
  return textOfFilter(keys, { ...search, order: isUsual ? undefined : search.order })
}

/** The search as whom it means, without how they are ordered. */
export function filterOf(search: MemberSearch): MemberFilter {
  const { q, order: _, ...filter } = search
  return q ? { ...filter, name: q } : filter
}

export const isNarrowed = (search: MemberSearch): boolean => isFiltering(filterOf(search))

/** Whether someone who just came belongs in the list on screen; how many cases there are about them is not known yet. */
export const belongsTo = (member: Member, search: MemberSearch): boolean =>
  memberMatcher(filterOf(search))(traitsOf(member))
