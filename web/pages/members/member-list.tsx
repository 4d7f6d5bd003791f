import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import { byContent } from '#web/primitives/by-content.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'
import { createMemberList, orderOf } from '#web/data/members.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { openFilters } from '#web/pages/list/filter-button.tsx'
import { FilterChips } from '#web/pages/list/filter-chips.tsx'
import { LiveSwitch } from '#web/pages/list/live-switch.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { createRowSteps, focusedRow } from '#web/pages/list/row-steps.ts'
import { focusSearch } from '#web/pages/list/search-box.tsx'
import { createSelection } from '#web/pages/list/selection.ts'
import { createWatermark } from '#web/pages/list/watermark.ts'
import { columns, rowGrid } from './member-columns.ts'
import {
  belongsTo,
  filterOf,
  isNarrowed,
  type MemberChange,
  noMemberFilter,
  readMemberSearch,
  writeMemberSearch,
} from './member-filter.ts'
import { chipsOf } from './chips-of.ts'
import { MemberFilterBar } from './member-filter-bar.tsx'
import { MemberRow } from './member-row.tsx'
import { MemberViews } from './member-views.tsx'
import { NoMembers } from './no-members.tsx'
import { SweepBar } from './sweep-bar.tsx'
import { SyncProgress } from './sync-progress.tsx'

/** Everyone in the server, and who was, under any filters in any order. */
export function MemberList() {
  const guild = useGuild()
  const [params, setParams] = useSearchParams()
  const [paused, setPaused] = createSignal(false)
  let handle: ListHandle | undefined

  const search = createMemo(() => readMemberSearch(params), undefined, byContent)
  const list = createMemberList({ guild: () => guild.id, search, belongs: belongsTo })
  const live = createWatermark({
    rows: list.rows,
    height: (m) => (orderOf(search()) === 'joined' ? (m.joinedAt ?? 0) : 0),
    list: search,
    mayMove: () => !paused() && focusedRow() === undefined && (handle?.isAtTop() ?? true),
  })
  const waiting = () => live.waiting() + list.joinedElsewhere()
  const letIn = () => {
    live.letIn()
    if (list.joinedElsewhere() > 0) list.refetch()
    handle?.scrollToTop()
  }
  const change = (wanted: MemberChange, how?: { replace: boolean }) =>
    setParams(writeMemberSearch(wanted), { replace: how?.replace ?? false, scroll: false })
  const clear = () => {
    setParams(noMemberFilter(), { scroll: false })
    focusSearch()
  }
  const ids = () => Array.from(live.visible(), (m) => m.id)
  const selection = createSelection(ids, guild.link('/members'))

  const step = createRowSteps(ids, () => handle)
  createListKeys({
    move: (by, extend) => {
      const stepped = step(by)
      if (!stepped || !extend) return
      if (stepped.from !== undefined && !selection.has(stepped.from)) selection.toggle(stepped.from)
      selection.toggle(stepped.to, true)
    },
    search: focusSearch,
    filter: openFilters,
    pick: (range) => {
      const id = focusedRow()
      if (id) selection.toggle(id, range)
    },
    pickAll: () => selection.toggleAll(ids()),
    leave: () => selection.clear(),
  })

  return (
    <div class="page">
      <PageHeader
        title="Members"
        actions={
          <LiveSwitch
            paused={paused()}
            onChange={(to) => {
              setPaused(to)
              if (!to) live.letIn()
            }}
          />
        }
      />
      <div class="grid grid-cols-[minmax(0,1fr)] gap-3">
        <MemberViews search={search()} view={typeof params.view === 'string' ? params.view : undefined} />
        <MemberFilterBar search={search()} onChange={change} />
        <FilterChips
          chips={chipsOf(search(), (id) => guild.role(id)?.name ?? 'a deleted role')}
          onRemove={(key) => change({ [key]: undefined })}
          onClear={clear}
        >
          <Show when={list.total() !== null}>
            <li class="text-sm text-ink-2">
              <span role="status">
                {formatNumber(list.total() ?? 0)} {list.total() === 1 ? 'member matches' : 'members match'}
              </span>
            </li>
          </Show>
        </FilterChips>
        <SyncProgress />
      </div>
      <SweepBar
        selection={selection}
        filter={isNarrowed(search()) ? filterOf(search()) : undefined}
        total={list.total()}
      />
      <div class="min-w-0">
        <NewPill count={waiting()} one="joined" many="joined" onShow={letIn} />
        <ListBody
          ref={(made) => (handle = made)}
          label="Members"
          what="members"
          older="more members"
          columns={columns}
          grid={rowGrid}
          rows={live.visible()}
          idOf={(m) => m.id}
          isFresh={live.isFresh}
          list={list}
          empty={
            <div class="card">
              <NoMembers
                q={search().q}
                narrowed={isNarrowed(search())}
                searched={list.hasMore() ? list.searched() : undefined}
                onSearchOn={list.loadMore}
                onClear={clear}
              />
            </div>
          }
        >
          {(m) => (
            <MemberRow member={m()} isGone={!belongsTo(m(), { ...search(), cases: undefined })} selection={selection} />
          )}
        </ListBody>
      </div>
    </div>
  )
}
