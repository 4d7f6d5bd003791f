import { createSignal, Show } from 'solid-js'
import FilterIcon from '~icons/lucide/list-filter'
import { createNarrow } from '#web/primitives/media.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { Select } from '#web/ui/select.tsx'
import { type MemberSearch, orderOf } from '#web/data/members.ts'
import { SearchBox } from '#web/pages/list/search-box.tsx'
import type { MemberChange } from './member-filter.ts'
import { MemberFilterFields } from './member-filter-fields.tsx'
import { orderOptions } from './member-options.ts'
import { RoleSelect } from './role-select.tsx'

/** The list's filters: name, role and order in view, the rest behind a button. */
export function MemberFilterBar(props: {
  search: MemberSearch
  onChange: (change: MemberChange, how?: { replace: boolean }) => void
}) {
  const narrow = createNarrow()
  const [open, setOpen] = createSignal(false)
  const hidden = () => {
    const { q: _, order, roleId, ...rest } = props.search
    const behind = narrow() ? [order, roleId] : []
    return [...Object.values(rest), ...behind].filter((value) => value !== undefined).length
  }
  const label = () => (
    <>
      <FilterIcon /> Filters
      <Show when={hidden() > 0}>
        <span class="rounded-full bg-accent-soft px-1.5 text-xs text-accent">{hidden()}</span>
      </Show>
    </>
  )
  const fields = (all: boolean) => (
    <MemberFilterFields all={all} search={props.search} order={orderOf(props.search)} onChange={props.onChange} />
  )
  return (
    <search class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 md:grid-cols-[minmax(0,1fr)_11rem_11rem_auto]">
      <div class="flex min-w-0">
        <SearchBox
          label="Search by name or id"
          placeholder="Name, @username or id"
          text={props.search.q ?? ''}
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
                  Show members
                </Button>
              }
            >
              {fields(true)}
            </Dialog>
          </>
        }
      >
        <RoleSelect aria-label="Role" value={props.search.roleId} onChoose={(roleId) => props.onChange({ roleId })} />
        <Select
          aria-label="Order"
          value={orderOf(props.search)}
          options={orderOptions(props.search.q !== undefined)}
          onChoose={(order) => props.onChange({ order })}
        />
        <Popover
          label="More filters"
          align="end"
          class="w-[26rem] p-4"
          trigger={(trigger) => (
            <Button {...trigger} class="flex-none">
              {label()}
            </Button>
          )}
        >
          {fields(false)}
        </Popover>
      </Show>
    </search>
  )
}
