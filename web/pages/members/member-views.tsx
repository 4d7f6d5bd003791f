import { createMemo } from 'solid-js'
import { formatNumber } from '#web/primitives/format.ts'
import { useGuild } from '#web/data/guild.ts'
import { type MemberSearch, useMemberCounts } from '#web/data/members.ts'
import { useViews } from '#web/data/views.ts'
import { ViewBar, type StandardView } from '#web/pages/views/view-bar.tsx'
import { filterOf, isNarrowed, readMemberSearch, searchText } from './member-filter.ts'

const searchOf = (query: string): MemberSearch => readMemberSearch(Object.fromEntries(new URLSearchParams(query)))
const normal = (query: string): string => searchText(searchOf(query))

const standard: readonly StandardView[] = [
  { id: 'all', name: 'All', query: '' },
  { id: 'here', name: 'In the server', query: 'presence=here' },
  { id: 'new', name: 'Joined in 24 h', query: 'joinedLast=24h' },
  { id: 'young', name: 'New accounts', query: 'presence=here&createdLast=7d' },
  { id: 'cases', name: 'With cases', query: 'cases=any&order=cases' },
  { id: 'left', name: 'Has left', query: 'presence=left' },
]

/** The views of the member list, with how many each means now. */
export function MemberViews(props: { search: MemberSearch; view: string | undefined }) {
  const guild = useGuild()
  const saved = useViews(
    () => guild.id,
    () => 'members',
  )
  // everyone needs no number, an id is not looked for among names, and forty are as many as are asked at once
  const counted = createMemo(
    () =>
      [...standard, ...(saved.data ?? [])]
        .map(({ query }) => normal(query))
        .filter((query) => isNarrowed(searchOf(query)) && !/(^|&)q=\d{17,}/.test(query))
        .slice(0, 40),
    undefined,
    { equals: (a, b) => a.join() === b.join() },
  )
  const filters = createMemo(() => counted().map((query) => filterOf(searchOf(query))))
  const countOf = useMemberCounts(() => guild.id, filters)
  return (
    <ViewBar
      page="members"
      path="/members"
      standard={standard}
      query={searchText(props.search)}
      view={props.view}
      normal={normal}
      countOf={(query) => {
        const count = countOf(filterOf(searchOf(query)))
        return count === undefined ? undefined : formatNumber(count)
      }}
    />
  )
}
