import { For, Show } from 'solid-js'
import { AuditCategory, type AuditFilter } from '#schema/contract/audit.ts'
import { createNarrow } from '#web/primitives/media.ts'
import { FilterButton } from '#web/pages/list/filter-button.tsx'
import { SearchBox } from '#web/pages/list/search-box.tsx'
import { categoriesOf, toggled, type FilterChange } from './audit-filter.ts'
import { categoryLabel } from './audit-words.ts'
import { CategoryIcon } from './category-icon.tsx'
import { FilterFields } from './filter-fields.tsx'

/** Text, categories, and the rest behind a button. */
export function FilterBar(props: {
  filter: AuditFilter
  onChange: (change: FilterChange, how?: { replace: boolean }) => void
}) {
  const narrow = createNarrow()
  const hidden = () => {
    const { type, actor, target, from, to, category } = props.filter
    return [type, actor, target, from, to, narrow() ? category : undefined].filter((value) => value !== undefined)
      .length
  }
  return (
    <search class="grid gap-3">
      <div class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2">
        <div class="flex min-w-0">
          <SearchBox
            label="Search in names, reasons and changes"
            placeholder="Names, reasons, changes"
            text={props.filter.q ?? ''}
            onSearch={(q) => props.onChange({ q }, { replace: true })}
          />
        </div>
        <FilterButton count={hidden()} show="Show rows" class="w-96">
          {(narrow) => (
            <div class="grid gap-4">
              <Show when={narrow}>
                <Categories filter={props.filter} onChange={props.onChange} />
              </Show>
              <FilterFields filter={props.filter} onChange={props.onChange} />
            </div>
          )}
        </FilterButton>
      </div>
      <Show when={!narrow()}>
        <Categories filter={props.filter} onChange={props.onChange} />
      </Show>
    </search>
  )
}

/** Any number of categories; none pressed is all of them. */
function Categories(props: { filter: AuditFilter; onChange: (change: FilterChange) => void }) {
  const chosen = () => categoriesOf(props.filter)
  return (
    <div role="group" aria-label="Categories" class="flex flex-wrap gap-1.5">
      <For each={AuditCategory.options}>
        {(category) => (
          <button
            type="button"
            aria-pressed={chosen().includes(category)}
            class="inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-2.5 text-sm font-medium text-ink-2 hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent coarse:min-h-11 coarse:px-3.5"
            onClick={() => props.onChange({ category: toggled(props.filter, category) })}
          >
            <CategoryIcon category={category} />
            {categoryLabel[category]}
          </button>
        )}
      </For>
    </div>
  )
}
