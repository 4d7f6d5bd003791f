import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, onCleanup, Show } from 'solid-js'
import ActIcon from '~icons/lucide/gavel'
import { byContent } from '#web/primitives/by-content.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import { Button } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { RowCheck } from '#web/ui/row-check.tsx'
import { createCaseList } from '#web/data/cases.ts'
import { useGuild } from '#web/data/guild.ts'
import { openAct } from '#web/pages/act/open-act.ts'
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
import {
  type FilterChange,
  isFiltered,
  matchesFilter,
  noCaseFilter,
  readCaseFilter,
  writeCaseFilter,
} from './case-filter.ts'
import { CaseRow } from './case-row.tsx'
import { area, columns, rowGrid } from './case-columns.ts'
import { BulkBar } from './bulk-bar.tsx'
import { createCaseSelection } from './case-selection.ts'
import { CaseSheet } from './case-sheet.tsx'
import { CasesEmpty } from './cases-empty.tsx'
import { CaseViews } from './case-views.tsx'
import { FilterBar } from './filter-bar.tsx'
import { chipsOf } from './facet-words.ts'
import { ListMenu } from './list-menu.tsx'
import { usePersonNames } from './person-names.ts'

/** How long what comes many at once is gathered before the list is read anew (ms). */
const BURST = 250

/** The record of everything done here, and beside it the case that is open. */
export function Cases() {
  const guild = useGuild()
  const [search, setSearch] = useSearchParams()
  const [paused, setPaused] = createSignal(false)
  let handle: ListHandle | undefined

  const filter = createMemo(() => readCaseFilter(search), undefined, byContent)
  const { open, href, go } = createOpenRow('/cases', 'number')
  const list = createCaseList({ guild: () => guild.id, filter, belongs: matchesFilter })
  const nameOf = usePersonNames(list.rows, filter)

  const isReading = () => open() !== undefined || isAtRow()
  const mayMove = () => !paused() && !isReading() && selection.count() === 0 && (handle?.isAtTop() ?? true)
  const live = createWatermark({
    rows: list.rows,
    height: (c) => c.number,
    list: filter,
    mayMove,
  })
  const selection = createCaseSelection({ guild: () => guild.id, filter, rows: live.visible, hasMore: list.hasMore })
  const letIn = async () => {
    handle?.scrollToTop()
    if (list.unseen() > 0) await list.refetch()
    live.letIn()
  }
  // a burst is read at once, but not with every batch of it
  createEffect(() => {
    if (list.unseen() === 0 || list.isFetching() || list.error()) return
    const timer = setTimeout(() => mayMove() && void list.refetch(), BURST)
    onCleanup(() => clearTimeout(timer))
  })

  // which of many belong under a filter is only known once they are read
  const news = () => {
    const some = list.unseen() > 0 && isFiltered(filter()) ? ', not filtered yet' : ''
    return { one: `new case${some}`, many: `new cases${some}` }
  }

  const change = (wanted: FilterChange, how?: { replace: boolean }) =>
    setSearch(writeCaseFilter(wanted), { replace: how?.replace ?? false, scroll: false })
  const clear = () => {
    setSearch(noCaseFilter(), { scroll: false })
    focusSearch()
  }

  const walk = createWalk({
    rows: live.visible,
    idOf: (c) => c.number,
    open,
    go,
    handle: () => handle,
    loadMore: list.loadMore,
  })
  const step = (by: 1 | -1, extend = false) => {
    const stepped = walk.step(by)
    if (!stepped || !extend) return
    const { from, to } = stepped
    if (from !== undefined && !selection.isSelected(from)) selection.toggle(from, selection.loaded())
    selection.extend(to, selection.loaded())
  }
  createListKeys({
    move: step,
    search: focusSearch,
    filter: openFilters,
    pick: (range) => {
      const number = walk.current()
      if (number === undefined) return
      if (range) selection.extend(number, selection.loaded())
      else selection.toggle(number, selection.loaded())
    },
    pickAll: () => selection.toggleAll(selection.loaded()),
    leave: () => {
      if (selection.count() > 0) selection.clear()
      else if (open() !== undefined) go(undefined)
    },
  })
  const head = {
    area: area.select,
    title: 'Selected',
    head: () => (
      <RowCheck
        label="Select the cases loaded here"
        checked={selection.isAllLoaded()}
        some={selection.count() > 0}
        onPress={() => selection.toggleAll(selection.loaded())}
      />
    ),
  }

  return (
    <div class="flex min-w-0 flex-1">
      <div class="page">
        <PageHeader
          title="Cases"
          actions={
            <>
              <LiveSwitch
                paused={paused()}
                onChange={(to) => {
                  setPaused(to)
                  if (!to) void letIn()
                }}
              />
              <Button variant="primary" onClick={() => openAct({ guildId: guild.id })}>
                <ActIcon /> Act…
              </Button>
              <ListMenu filtered={isFiltered(filter())} onExport={(format) => selection.download(format, false)} />
            </>
          }
        />
        <div class="grid grid-cols-[minmax(0,1fr)] gap-3">
          <CaseViews filter={filter()} view={typeof search.view === 'string' ? search.view : undefined} />
          <FilterBar filter={filter()} nameOf={nameOf} onChange={change} onClear={clear} />
          <FilterChips
            chips={chipsOf(filter(), nameOf)}
            onRemove={(key) => change({ [key]: undefined })}
            onClear={clear}
          />
        </div>
        <div class="min-w-0">
          <NewPill
            count={live.waiting() + list.unseen()}
            one={news().one}
            many={news().many}
            onShow={() => void letIn()}
          />
          <ListBody
            ref={(made) => (handle = made)}
            label="Cases"
            what="cases"
            older="older cases"
            columns={[head, ...columns]}
            grid={rowGrid}
            rows={live.visible()}
            idOf={(c) => String(c.number)}
            isFresh={live.isFresh}
            list={list}
            empty={
              <CasesEmpty
                filtered={isFiltered(filter())}
                onClear={clear}
                onAct={() => openAct({ guildId: guild.id })}
              />
            }
          >
            {(c) => (
              <CaseRow
                case={c()}
                href={href(c().number)}
                isOpen={open() === c().number}
                isSelected={selection.isSelected(c().number)}
                onSelect={(extend) =>
                  extend
                    ? selection.extend(c().number, selection.loaded())
                    : selection.toggle(c().number, selection.loaded())
                }
                isGone={!matchesFilter(c(), filter())}
              />
            )}
          </ListBody>
          <Show when={selection.count() > 0}>
            <BulkBar
              cases={selection.cases()}
              count={selection.count()}
              elsewhere={selection.elsewhere()}
              matching={selection.matching()}
              onSelectAll={selection.selectAll}
              onClear={selection.clear}
              onExport={(format) => selection.download(format, true)}
            />
          </Show>
        </div>
      </div>
      <Show when={open()}>
        {(number) => (
          <CaseSheet
            number={number()}
            listed={live.visible().find((c) => c.number === number())}
            onClose={() => go(undefined)}
            onStep={step}
          />
        )}
      </Show>
    </div>
  )
}
