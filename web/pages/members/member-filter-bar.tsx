import { Show } from 'solid-js'
import { createNarrow } from '#web/primitives/media.ts'
import { Select } from '#web/ui/select.tsx'
import { type MemberSearch, orderOf } from '#web/data/members.ts'
import { FilterButton } from '#web/pages/list/filter-button.tsx'
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
  const hidden = () => {
    const { q: _, order, roleId, ...rest } = props.search
    const behind = narrow() ? [order, roleId] : []
    return [...Object.values(rest), ...behind].filter((value) => value !== undefined).length
  }
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
      <Show when={!narrow()}>
        <RoleSelect aria-label="Role" value={props.search.roleId} onChoose={(roleId) => props.onChange({ roleId })} />
        <Select
          aria-label="Order"
          value={orderOf(props.search)}
          options={orderOptions(props.search.q !== undefined)}
          onChoose={(order) => props.onChange({ order })}
        />
      </Show>
      <FilterButton count={hidden()} show="Show members" class="w-[26rem]">
        {(all) => (
          <MemberFilterFields all={all} search={props.search} order={orderOf(props.search)} onChange={props.onChange} />
        )}
      </FilterButton>
    </search>
  )
}
