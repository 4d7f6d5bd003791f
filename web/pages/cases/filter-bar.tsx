import { createSignal, Show } from 'solid-js'
import FilterIcon from '~icons/lucide/list-filter'
import { createNarrow } from '#web/primitives/media.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { Select } from '#web/ui/select.tsx'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { SearchBox } from '#web/pages/list/search-box.tsx'
import { kindOptions, statusOptions } from './filter-options.ts'
import { FilterFields } from './filter-fields.tsx'
import type { FilterChange } from './case-filter.ts'

/** The list's filters: what is used most in view, the rest behind a button. */
export function FilterBar(props: {
  filter: CaseFilter
  onChange: (change: FilterChange, how?: { replace: boolean }) => void
}) {
  const narrow = createNarrow()
  const [open, setOpen] = createSignal(false)
  const hidden = () => {
    const { source, moderator, target, from, to, kind, status } = props.filter
    const behind = narrow() ? [kind, status] : []
    return [source, moderator, target, from, to, ...behind].filter((value) => value !== undefined).length
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
    <search class="@container">
      <div class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] md:@2xl:grid-cols-[minmax(0,1fr)_11rem_10rem_auto]">
        <div class="flex min-w-0 md:col-span-full md:@2xl:col-span-1">
          <SearchBox
            label="Search in reasons and names"
            placeholder="Search reasons and names"
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
                    Show cases
                  </Button>
                }
              >
                <FilterFields all filter={props.filter} onChange={props.onChange} />
              </Dialog>
            </>
          }
        >
          <Select
            aria-label="Action"
            value={props.filter.kind ?? ''}
            options={kindOptions}
            onChoose={(kind) => props.onChange({ kind })}
          />
          <Select
            aria-label="Status"
            value={props.filter.status ?? ''}
            options={statusOptions}
            onChoose={(status) => props.onChange({ status })}
          />
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
    </search>
  )
}
