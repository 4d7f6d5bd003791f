import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import { matchesReport } from '#schema/contract/report-filter.ts'
import { byContent } from '#web/primitives/by-content.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'
import { createReportList } from '#web/data/reports.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { LiveSwitch } from '#web/pages/list/live-switch.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import { createOpenRow } from '#web/pages/list/open-row.ts'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { focusSearch } from '#web/pages/list/search-box.tsx'
import { createWalk, isAtRow } from '#web/pages/list/walk.ts'
import { createWatermark } from '#web/pages/list/watermark.ts'
import { FilterBar, type FilterChange } from './filter-bar.tsx'
import { columns, rowGrid } from './report-columns.ts'
import { isFiltered, readReportFilter, tabOf } from './report-filter.ts'
import { ReportRow } from './report-row.tsx'
import { ReportSheet } from './report-sheet.tsx'
import { ReportsEmpty } from './reports-empty.tsx'
import { ModeratorsOnly } from './moderators-only.tsx'

/** What members reported, and beside it the report that is open. */
export function Reports() {
  const guild = useGuild()
  return (
    <Show when={guild.seated('moderator')} fallback={<ModeratorsOnly />}>
      <Queue />
    </Show>
  )
}

function Queue() {
  const guild = useGuild()
  const [search, setSearch] = useSearchParams()
  const [paused, setPaused] = createSignal(false)
  let handle: ListHandle | undefined

  const filter = createMemo(() => readReportFilter(search), undefined, byContent)
  const { open, href, go } = createOpenRow('/reports', 'number')
  const list = createReportList({ guild: () => guild.id, filter })

  const isReading = () => open() !== undefined || isAtRow()
  const live = createWatermark({
    rows: list.rows,
    height: (r) => r.number,
    list: filter,
    mayMove: () => !paused() && !isReading() && (handle?.isAtTop() ?? true),
  })
  const letIn = () => {
    live.letIn()
    handle?.scrollToTop()
  }
  const change = (wanted: FilterChange, how?: { replace: boolean }) =>
    setSearch(Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, value ?? null])), {
      replace: how?.replace ?? false,
      scroll: false,
    })
  const clear = () => {
    change({ assignee: undefined, target: undefined, q: undefined })
    focusSearch()
  }

  const walk = createWalk({
    rows: live.visible,
    idOf: (r) => r.number,
    open,
    go,
    handle: () => handle,
    loadMore: list.loadMore,
  })
  createListKeys({ move: walk.step, search: focusSearch, leave: () => open() !== undefined && go(undefined) })

  return (
    <div class="flex min-w-0 flex-1">
      <div class="page">
        <PageHeader
          title="Reports"
          actions={
            <LiveSwitch
              paused={paused()}
              onChange={(to) => {
                setPaused(to)
                if (!to) letIn()
              }}
            />
          }
        />
        <FilterBar tab={tabOf(search)} filter={filter()} selfId={guild.access().userId} onChange={change} />
        <div class="min-w-0">
          <NewPill count={live.waiting()} one="new report" many="new reports" onShow={letIn} />
          <ListBody
            ref={(made) => (handle = made)}
            label="Reports"
            what="reports"
            older="older reports"
            columns={columns}
            grid={rowGrid}
            rows={live.visible()}
            idOf={(r) => String(r.number)}
            isFresh={live.isFresh}
            list={list}
            mayGoOn
            empty={<ReportsEmpty tab={tabOf(search)} filtered={isFiltered(filter())} onClear={clear} />}
          >
            {(r) => (
              <ReportRow
                report={r()}
                href={href(r().number)}
                isOpen={open() === r().number}
                isGone={!matchesReport(r(), filter())}
              />
            )}
          </ListBody>
        </div>
      </div>
      <Show when={open()}>
        {(number) => (
          <ReportSheet
            number={number()}
            listed={live.visible().find((r) => r.number === number())}
            onClose={() => go(undefined)}
            onStep={walk.step}
          />
        )}
      </Show>
    </div>
  )
}
