import { createSignal, For, Show } from 'solid-js'
import FilterIcon from '~icons/lucide/list-filter'
import { modules, ModuleId } from '#schema/contract/modules.ts'
import { createNarrow } from '#web/primitives/media.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { Select } from '#web/ui/select.tsx'
import type { ServerSearch } from '#web/data/servers.ts'
import { SearchBox } from '#web/pages/list/search-box.tsx'
import {
  countFilters,
  orderChange,
  orderOf,
  orders,
  type ServerChange,
  sizeChange,
  sizeOf,
  sizes,
  wishChange,
  wishOf,
} from './server-filter.ts'

const states = [
  { value: '', label: 'The bot is there' },
  { value: 'removed', label: 'Removed, still kept' },
  { value: 'all', label: 'All' },
]
const channels = [
  { value: '', label: 'Any' },
  { value: 'set', label: 'Chosen' },
  { value: 'none', label: 'None chosen' },
  { value: 'broken', label: 'Broken' },
]
const wishes = [
  { value: '', label: 'On or off' },
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
]

interface FilterProps {
  search: ServerSearch
  /** how many servers speak which */
  languages: Readonly<Record<string, number>>
  onChange: (change: ServerChange, how?: { replace: boolean }) => void
}

/** Search, order, and the filters behind a button; all of them in the address. */
export function ServerFilters(props: FilterProps) {
  const narrow = createNarrow()
  const [open, setOpen] = createSignal(false)
  const filters = () => countFilters(props.search)
  const label = () => (
    <>
      <FilterIcon /> Filters
      <Show when={filters() > 0}>
        <span class="rounded-full bg-accent-soft px-1.5 text-xs text-accent">{filters()}</span>
      </Show>
    </>
  )
  return (
    <search class="flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search servers"
        placeholder="Name or id"
        text={props.search.q ?? ''}
        onSearch={(q) => props.onChange({ q: q || undefined }, { replace: true })}
      />
      <Select
        class="w-auto!"
        aria-label="Order"
        value={orderOf(props.search)}
        options={orders}
        onChoose={(order) => props.onChange(orderChange(order))}
      />
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
                  Show servers
                </Button>
              }
            >
              <FilterFields {...props} />
            </Dialog>
          </>
        }
      >
        <Popover
          label="Filters"
          align="end"
          class="max-h-[70dvh] w-88 overflow-y-auto p-4"
          trigger={(trigger) => <Button {...trigger}>{label()}</Button>}
        >
          <FilterFields {...props} />
        </Popover>
      </Show>
    </search>
  )
}

function FilterFields(props: FilterProps) {
  const languages = () => [
    { value: '', label: 'Any language' },
    ...Object.entries(props.languages)
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ value: code, label: `${code} (${formatNumber(count)})` })),
  ]
  return (
    <div class="grid gap-3.5">
      <Field label="State">
        <Select
          value={props.search.state ?? ''}
          options={states}
          onChoose={(state) => props.onChange({ state: state || undefined })}
        />
      </Field>
      <Field label="Language">
        <Select
          value={props.search.language ?? ''}
          options={languages()}
          onChoose={(language) => props.onChange({ language: language || undefined })}
        />
      </Field>
      <Field label="Size">
        <Select value={sizeOf(props.search)} options={sizes} onChoose={(size) => props.onChange(sizeChange(size))} />
      </Field>
      <Field label="Broadcast channel">
        <Select
          value={props.search.channel ?? ''}
          options={channels}
          onChoose={(channel) => props.onChange({ channel: channel || undefined })}
        />
      </Field>
      <fieldset class="grid gap-1.5">
        <legend class="mb-1.5 font-semibold">Modules</legend>
        <For each={ModuleId.options}>
          {(id) => (
            <div class="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-2">
              <span aria-hidden="true">{modules[id].label}</span>
              <Select
                aria-label={modules[id].label}
                value={wishOf(props.search, id)}
                options={wishes}
                onChoose={(wish) => props.onChange(wishChange(props.search, id, wish))}
              />
            </div>
          )}
        </For>
      </fieldset>
    </div>
  )
}
