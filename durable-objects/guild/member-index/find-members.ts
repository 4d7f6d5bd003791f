import type { MemberFilter, MemberOrder, MemberQuery } from '#schema/contract/guild.ts'
import { memberMatcher } from '#schema/contract/member-match.ts'
import { pickPage, type Ordering } from '#durable-objects/pick-page.ts'
import type { MemberColumns } from './member-columns.ts'
import { MemberReader } from './member-reader.ts'

/** Ids of one page of those who match, in any order, and how many match in all. Looks at everyone, reads no storage. */
export function findMembers(
  columns: MemberColumns,
  { q, order, after, ...filter }: MemberQuery,
  limit: number,
): { ids: string[]; next: string | null; total: number } {
  const name = q || filter.name
  const isMeant = memberMatcher({ ...filter, ...(name ? { name } : {}) })
  const { keyOf, falls } = orderingOf(columns, order ?? (name ? 'match' : 'joined'), name ?? '')
  const reader = new MemberReader(columns)
  return pickPage(columns.ids, {
    isMeant: (at) => {
      reader.at = at
      return isMeant(reader)
    },
    keyOf,
    falls,
    after,
    limit,
  })
}

/** How many match each of these; one walk over everyone. */
export function countMembers(columns: MemberColumns, filters: readonly MemberFilter[]): number[] {
  const matchers = filters.map(memberMatcher)
  const counts = matchers.map(() => 0)
  const reader = new MemberReader(columns)
  for (reader.at = 0; reader.at < columns.size; reader.at++)
    for (const [i, isMeant] of matchers.entries()) if (isMeant(reader)) counts[i] = (counts[i] ?? 0) + 1
  return counts
}

/** Ids of all who match, newest joined first. */
export function selectMembers(columns: MemberColumns, filter: MemberQuery, limit: number): string[] {
  const isMeant = memberMatcher(filter)
  const reader = new MemberReader(columns)
  const found: number[] = []
  for (let at = 0; at < columns.size; at++) {
    reader.at = at
    if (isMeant(reader)) found.push(at)
  }
  const joined = (at: number): number => columns.joinedAt[at] ?? -1
  return found
    .sort((a, b) => joined(b) - joined(a))
    .slice(0, limit)
    .map((at) => columns.ids[at] ?? '')
}

function orderingOf(columns: MemberColumns, order: MemberOrder, name: string): Ordering {
  const nameOf = (at: number): string => columns.nameKeys[at] ?? ''
  switch (order) {
    case 'joined':
      return { keyOf: (at) => columns.joinedAt[at] ?? -1, falls: true }
    case 'created':
      return { keyOf: (at) => columns.madeAt[at] ?? 0, falls: true }
    case 'cases':
      return { keyOf: (at) => columns.cases[at] ?? 0, falls: true }
    case 'name':
      return { keyOf: nameOf, falls: false }
    case 'match': {
      const wanted = name.toLowerCase().replace(/^@/, '')
      return { keyOf: (at) => fit(wanted, nameOf(at), columns.usernames[at] ?? '') + nameOf(at), falls: false }
    }
  }
}

/** How well a name fits what was written, best first: begins so, has it, or only looks like it. */
function fit(wanted: string, nameKey: string, username: string): string {
  if (nameKey === wanted || username === wanted) return '0'
  if (nameKey.startsWith(wanted)) return '1'
  if (username.startsWith(wanted)) return '2'
  return nameKey.includes(wanted) || username.includes(wanted) ? '3' : '4'
}
