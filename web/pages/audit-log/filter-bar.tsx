import { createSignal, For, Show } from 'solid-js'
import FilterIcon from '~icons/lucide/list-filter'
import { AuditCategory, type AuditFilter } from '#schema/contract/audit.ts'
import { createNarrow } from '#web/primitives/media.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Popover } from '#web/ui/popover.tsx'
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
  const [open, setOpen] = createSignal(false)
  const hidden = () => {
    const { type, actor, target, from, to, category } = props.filter
    return [type, actor, target, from, to, narrow() ? category : undefined].filter((value) => value !== undefined)
      .length
  }
  const label = () => (
    <>
      <FilterIcon /> Filters
      <Show when={hidden() > 0}>
        <span class="rounded-full bg-accent-soft px-1.5 text-xs text-accent">{hidden()}</span>
      </Show>
    </>
  )
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
        <Show
          when={!narrow()}
          fallback={
            <>
              <Button onClick={() => setOpen(true)}>{label()}</Button>
              <Dialog
                open={open()}
                onClose={() => setOpen(false)}
                title="Filters"
                footer={
                  <Button variant="primary" class="w-full" onClick={() => setOpen(false)}>
                    Show rows
                  </Button>
                }
              >
                <div class="grid gap-4">
                  <Categories filter={props.filter} onChange={props.onChange} />
                  <FilterFields filter={props.filter} onChange={props.onChange} />
                </div>
              </Dialog>
            </>
          }
        >
          <Popover
            label="More filters"
            align="end"
            class="w-96 p-4"
            trigger={(trigger) => (
              <Button {...trigger} class="flex-none">
                {label()}
              </Button>
            )}
          >
            <FilterFields filter={props.filter} onChange={props.onChange} />
          </Popover>
        </Show>
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
