import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import { byContent } from '#web/primitives/by-content.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { createAuditList } from '#web/data/audit-log.ts'
import { useGuild } from '#web/data/guild.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { openFilters } from '#web/pages/list/filter-button.tsx'
import { FilterChips } from '#web/pages/list/filter-chips.tsx'
import { LiveSwitch } from '#web/pages/list/live-switch.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import { createOpenRow } from '#web/pages/list/open-row.ts'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { focusSearch } from '#web/pages/list/search-box.tsx'
import { createWalk, isAtRow } from '#web/pages/list/walk.ts'
import { createWatermark } from '#web/pages/list/watermark.ts'
import { AdminsOnly } from '#web/pages/shell/admins-only.tsx'
import { columns, rowGrid } from './audit-columns.ts'
import { AuditEmpty } from './audit-empty.tsx'
import { type FilterChange, isFiltered, noAuditFilter, readAuditFilter, writeAuditFilter } from './audit-filter.ts'
import { AuditRow } from './audit-row.tsx'
import { AuditSheet } from './audit-sheet.tsx'
import { AuditViews } from './audit-views.tsx'
import { ChainHead } from './chain-head.tsx'
import { chipsOf } from './chips-of.ts'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useNames } from './names.ts'

/** Who did what here, from where, and what it changed. */
export function AuditLog() {
  const guild = useGuild()
  return (
    <Show
      when={guild.seated('admin')}
      fallback={
        <div class="page">
          <AdminsOnly title="Audit log" />
        </div>
      }
    >
      <Log />
    </Show>
  )
}

function Log() {
  const guild = useGuild()
  const [search, setSearch] = useSearchParams()
  const [paused, setPaused] = createSignal(false)
  let handle: ListHandle | undefined

  const filter = createMemo(() => readAuditFilter(search), undefined, byContent)
  const { open, href, go } = createOpenRow('/audit-log', 'seq')
  const list = createAuditList({ guild: () => guild.id, filter })
  const nameOf = useNames(list.rows, filter)

  const isReading = () => open() !== undefined || isAtRow()
  const live = createWatermark({
    rows: list.rows,
    height: (row) => row.seq,
    list: filter,
    mayMove: () => !paused() && !isReading() && (handle?.isAtTop() ?? true),
  })
  const letIn = () => {
    live.letIn()
    handle?.scrollToTop()
  }

  const change = (wanted: FilterChange, how?: { replace: boolean }) =>
    setSearch(writeAuditFilter(wanted), { replace: how?.replace ?? false, scroll: false })
  const clear = () => {
    setSearch(noAuditFilter(), { scroll: false })
    focusSearch()
  }

  const walk = createWalk({
    rows: live.visible,
    idOf: (row) => row.seq,
    open,
    go,
    handle: () => handle,
    loadMore: list.loadMore,
  })
  createListKeys({
    move: walk.step,
    search: focusSearch,
    filter: openFilters,
    leave: () => open() !== undefined && go(undefined),
  })

  return (
    <div class="flex min-w-0 flex-1">
      <div class="page">
        <PageHeader
          title="Audit log"
          documentTitle={`Audit log · ${guild.name()}`}
          lead="Who did what, here and in Discord, and what it changed."
          actions={
            <>
              <LiveSwitch
                paused={paused()}
                onChange={(to) => {
                  setPaused(to)
                  if (!to) letIn()
                }}
              />
              <ExportMenu filter={filter()} />
            </>
          }
        />
        <div class="grid grid-cols-[minmax(0,1fr)] gap-3">
          <AuditViews filter={filter()} view={typeof search.view === 'string' ? search.view : undefined} />
          <FilterBar filter={filter()} onChange={change} />
          <FilterChips
            chips={chipsOf(filter(), nameOf)}
            onRemove={(key) => change({ [key]: undefined })}
            onClear={clear}
          />
        </div>
        <div class="min-w-0">
          <NewPill count={live.waiting()} one="new row" many="new rows" onShow={letIn} />
          <ListBody
            ref={(made) => (handle = made)}
            label="Audit log"
            what="audit log"
            older="older rows"
            columns={columns}
            grid={rowGrid}
            rows={live.visible()}
            idOf={(row) => String(row.seq)}
            isFresh={live.isFresh}
            list={list}
            empty={<AuditEmpty filtered={isFiltered(filter())} onClear={clear} />}
          >
            {(row) => <AuditRow row={row()} href={href(row().seq)} isOpen={open() === row().seq} />}
          </ListBody>
        </div>
        <ChainHead head={list.head()} />
      </div>
      <Show when={open()}>
        {(seq) => (
          <AuditSheet
            seq={seq()}
            listed={live.visible().find((row) => row.seq === seq())}
            onClose={() => go(undefined)}
            onStep={walk.step}
            filterHref={(filter) => {
              const set = Object.entries(writeAuditFilter(filter)).flatMap(([key, value]) =>
                value ? [[key, value]] : [],
              )
              return guild.link(`/audit-log?${new URLSearchParams(set).toString()}`)
            }}
          />
        )}
      </Show>
    </div>
  )
}
