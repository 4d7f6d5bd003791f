import { createMemo } from 'solid-js'
import { useCaseCounts, useFreshCounts } from '#web/data/case-counts.ts'
import { useGuild } from '#web/data/guild.ts'
import { useViews } from '#web/data/views.ts'
import { ViewBar, type StandardView } from '#web/pages/views/view-bar.tsx'
import { type CaseFilter, filterText, readCaseFilter } from './case-filter.ts'

const filterOf = (query: string): CaseFilter => readCaseFilter(Object.fromEntries(new URLSearchParams(query)))
const normal = (query: string): string => filterText(filterOf(query))

/** The views of the case list, with how many cases each has now. */
export function CaseViews(props: { filter: CaseFilter; view: string | undefined }) {
  const guild = useGuild()
  const saved = useViews(
    () => guild.id,
    () => 'cases',
  )
  const standard = (): StandardView[] => [
    { id: 'all', name: 'All', query: '' },
    { id: 'last-24h', name: 'Last 24 h', query: 'last=24h' },
    { id: 'mine', name: 'Mine', query: `moderator=${guild.access().userId}` },
    { id: 'running', name: 'Running', query: 'status=running' },
    { id: 'failed-dms', name: 'Failed DMs', query: 'dm=failed' },
    { id: 'unreviewed', name: 'Unreviewed', query: 'reviewed=no' },
  ]
  const queries = createMemo(
    () => [...standard(), ...(saved.data ?? [])].map((view) => normal(view.query)),
    undefined,
    {
      equals: (a, b) => a.join() === b.join(),
    },
  )
  // the whole list needs no number, and forty are as many as are asked at once
  const counted = createMemo(() => queries().filter(Boolean).slice(0, 40))
  const filters = createMemo(() => counted().map(filterOf))
  const countOf = useCaseCounts(() => guild.id, filters)
  useFreshCounts(() => guild.id)
  return (
    <ViewBar
      page="cases"
      path="/cases"
      standard={standard()}
      query={filterText(props.filter)}
      view={props.view}
      normal={normal}
      countOf={(query) => countOf(filterOf(query))}
    />
  )
}
