import { useLocation, useSearchParams } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import ServersIcon from '~icons/lucide/server'
import { createListKeys } from '#web/primitives/list-keys.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { createServerList, matcherOf, useFleetTotals } from '#web/data/servers.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { focusSearch } from '#web/pages/list/search-box.tsx'
import { columns, rowGrid } from './server-columns.ts'
import { countFilters, noFilter, readSearch, type ServerChange } from './server-filter.ts'
import { ServerFilters } from './server-filters.tsx'
import { ServerRow } from './server-row.tsx'

/** Every server the bot is or was in, under any filters in any order, live. */
export function Servers() {
  const [params, setParams] = useSearchParams()
  const location = useLocation()
  let handle: ListHandle | undefined
  const search = createMemo(() => readSearch(params), undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const totals = useFleetTotals()
  const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
  const list = createServerList(search, () => focusedRow() === undefined && (handle?.isAtTop() ?? true))
  const belongs = createMemo(() => matcherOf(search()))
  const isFiltered = () => countFilters(search()) > 0 || Boolean(search().q)
  const change = (wanted: ServerChange, how?: { replace: boolean }) =>
    setParams({ ...wanted }, { replace: how?.replace ?? false, scroll: false })
  const clear = () => {
    change(noFilter())
    focusSearch()
  }
  const letIn = () => {
    list.letIn()
    handle?.scrollToTop()
  }
  createListKeys({
    move: (by) => {
      const rows = list.rows()
      const to = Math.min(rows.length - 1, Math.max(0, rows.findIndex((row) => row.id === focusedRow()) + by))
      if (rows[to]) handle?.show(to)
    },
    search: focusSearch,
  })
  return (
    <div class="page">
      <PageHeader
        title="Servers"
        lead={
          <Show when={totals.data} fallback="Every server the bot is in.">
            {(all) => (
              <>
                {formatNumber(all().guilds)} {all().guilds === 1 ? 'server' : 'servers'} with{' '}
                {formatNumber(all().members)} members
                <Show when={all().broken > 0}> · {formatNumber(all().broken)} with a broken broadcast channel</Show>
                <Show when={all().removed > 0}> · {formatNumber(all().removed)} removed, still kept</Show>
              </>
            )}
          </Show>
        }
      />
      <ServerFilters search={search()} languages={totals.data?.languages ?? {}} onChange={change} />
      <Show when={isFiltered() && list.total() !== null}>
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
          <span role="status">
            {formatNumber(list.total() ?? 0)} {list.total() === 1 ? 'server matches' : 'servers match'}
          </span>
          <Button variant="ghost" size="sm" onClick={clear}>
            Clear filters
          </Button>
        </p>
      </Show>
      <div class="min-w-0">
        <NewPill
          count={list.outdated() ? Math.max(1, list.waiting()) : list.waiting()}
          one={list.outdated() ? 'change or more' : 'server to show'}
          many={list.outdated() ? 'changes or more' : 'servers to show'}
          onShow={letIn}
        />
        <ListBody
          ref={(made) => (handle = made)}
          label="Servers"
          what="servers"
          older="more servers"
          columns={columns}
          grid={rowGrid}
          rows={list.rows()}
          idOf={(row) => row.id}
          isFresh={(row) => list.isFresh(row.id)}
          list={list}
          empty={
            <div class="card">
              <EmptyState icon={<ServersIcon />} title={isFiltered() ? 'No server matches' : 'No servers yet'}>
                {isFiltered()
                  ? 'None is like this, in name or in what is switched on.'
                  : 'A server appears here by itself when the bot joins it.'}
              </EmptyState>
            </div>
          }
        >
          {(row) => (
            <ServerRow
              row={row()}
              href={`/admin/servers/${row().id}${location.search}`}
              gatewayShards={list.gateway()}
              isLost={!belongs()(row())}
              isGone={list.gone(row().id)}
            />
          )}
        </ListBody>
      </div>
    </div>
  )
}
