import { createSignal, Show } from 'solid-js'
import FilterIcon from '~icons/lucide/list-filter'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { createNarrow } from '#web/primitives/media.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { useFacets } from '#web/data/case-counts.ts'
import { useGuild } from '#web/data/guild.ts'
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
  const narrow = createNarrow()
  const [open, setOpen] = createSignal(false)
  const facets = useFacets(
    () => guild.id,
    () => props.filter,
    open,
  )
  const behind = () => filtersInForce(props.filter).filter((key) => key !== 'q').length
  const label = () => (
    <>
      <FilterIcon /> Filters
      <Show when={behind() > 0}>
        <span class="rounded-full bg-accent-soft px-1.5 text-xs text-accent">{behind()}</span>
      </Show>
    </>
  )
  const results = () => {
    const total = facets.data?.total
    if (!total || facets.isPlaceholderData) return 'Show results'
    const many = `${formatNumber(total.count)}${total.more ? '+' : ''}`
    return total.count === 1 ? 'Show 1 result' : `Show ${many} results`
  }
  const fields = () => (
    <FilterFields filter={props.filter} facets={facets.data} nameOf={props.nameOf} onChange={props.onChange} />
  )
  return (
    <search class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2">
      <SearchBox
        label="Search in reasons and names"
        placeholder="Search reasons and names"
        text={props.filter.q ?? ''}
        onSearch={(q) => props.onChange({ q }, { replace: true })}
      />
      <Show
        when={!narrow()}
        fallback={
          <>
            <Button data-filters onClick={() => setOpen(true)}>
              {label()}
            </Button>
            <Dialog
              open={open()}
              onClose={() => setOpen(false)}
              title="Filters"
              footer={
                <>
                  <Show when={behind() > 0}>
                    <Button onClick={() => props.onClear()}>Clear filters</Button>
                  </Show>
                  <Button variant="primary" class="flex-1" onClick={() => setOpen(false)}>
                    {results()}
                  </Button>
                </>
              }
            >
              {fields()}
            </Dialog>
          </>
        }
      >
        <Popover
          label="Filters"
          align="end"
          class="max-h-[min(44rem,calc(100dvh-12rem))] w-[38rem] p-4"
          onToggle={setOpen}
          trigger={(trigger) => (
            <Button {...trigger} data-filters class="flex-none">
              {label()}
            </Button>
          )}
        >
          {fields()}
        </Popover>
      </Show>
    </search>
  )
}

/** Opens the page's filters. */
export const openFilters = (): void => document.querySelector<HTMLElement>('[data-filters]')?.click()
