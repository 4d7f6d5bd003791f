import { createNarrow } from '#web/primitives/media.ts'
import { Show } from 'solid-js'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import type { ReportFilter } from '#web/data/reports.ts'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import { SearchBox } from '#web/pages/list/search-box.tsx'
import { type Tab, tabs } from './report-filter.ts'

export type FilterChange = Partial<Record<'state' | 'assignee' | 'target' | 'q', string | undefined>>

/** The queue's tabs and filters. */
export function FilterBar(props: {
  tab: Tab
  filter: ReportFilter
  selfId: string
  onChange: (change: FilterChange, how?: { replace: boolean }) => void
}) {
  const narrow = createNarrow()
  const setTab = (tab: string) => props.onChange({ state: tab === 'open' ? undefined : tab })
  const assignees = () => {
    const chosen = props.filter.assignee
    const other = chosen && chosen !== 'none' && chosen !== props.selfId
    return [
      { value: '', label: 'Taken by anyone' },
      { value: props.selfId, label: 'Taken by me' },
      { value: 'none', label: 'Taken by nobody' },
      ...(other ? [{ value: chosen, label: 'Taken by someone else' }] : []),
    ]
  }
  return (
    <search class="@container grid gap-2">
      <div>
        <Show when={narrow()} fallback={<Segmented label="State" value={props.tab} options={tabs} onChoose={setTab} />}>
          <Select aria-label="State" value={props.tab} options={tabs} onChoose={setTab} />
        </Show>
      </div>
      <div class="grid grid-cols-2 gap-2 @3xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_12rem]">
        <div class="col-span-2 flex min-w-0 @3xl:col-span-1">
          <SearchBox
            label="Search in reports"
            placeholder="Search texts, names and ids"
            text={props.filter.q ?? ''}
            onSearch={(q) => props.onChange({ q: q || undefined }, { replace: true })}
          />
        </div>
        <div role="group" aria-label="About" class="min-w-0">
          <MemberPicker
            label="About"
            chosen={props.filter.target}
            onChoose={(person) => props.onChange({ target: person?.id })}
          />
        </div>
        <Select
          aria-label="Taken by"
          value={props.filter.assignee ?? ''}
          options={assignees()}
          onChoose={(assignee) => props.onChange({ assignee: assignee || undefined })}
        />
      </div>
    </search>
  )
}
