import { createSignal } from 'solid-js'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { useFacets } from '#web/data/case-counts.ts'
import { useGuild } from '#web/data/guild.ts'
import { FilterButton } from '#web/pages/list/filter-button.tsx'
import { SearchBox } from '#web/pages/list/search-box.tsx'
import { filtersInForce } from './facet-words.ts'
import { FilterFields } from './filter-fields.tsx'
import type { FilterChange } from './case-filter.ts'

/** The list's search, and everything else it can be narrowed by behind a button. F opens it. */
export function FilterBar(props: {
  filter: CaseFilter
  nameOf: (userId: string) => string
  onChange: (change: FilterChange, how?: { replace: boolean }) => void
  onClear: () => void
}) {
  const guild = useGuild()
  const [open, setOpen] = createSignal(false)
  const facets = useFacets(
    () => guild.id,
    () => props.filter,
    open,
  )
  const behind = () => filtersInForce(props.filter).filter((key) => key !== 'q').length
  const results = () => {
    const total = facets.data?.total
    if (!total || facets.isPlaceholderData) return 'Show results'
    const many = `${formatNumber(total.count)}${total.more ? '+' : ''}`
    return total.count === 1 ? 'Show 1 result' : `Show ${many} results`
  }
  return (
    <search class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2">
      <SearchBox
        label="Search in reasons and names"
        placeholder="Search reasons and names"
        text={props.filter.q ?? ''}
        onSearch={(q) => props.onChange({ q }, { replace: true })}
      />
      <FilterButton
        count={behind()}
        show={results()}
        class="max-h-[min(44rem,calc(100dvh-12rem))] w-[38rem]"
        onToggle={setOpen}
        onClear={props.onClear}
      >
        {() => (
          <FilterFields filter={props.filter} facets={facets.data} nameOf={props.nameOf} onChange={props.onChange} />
        )}
      </FilterButton>
    </search>
  )
}
