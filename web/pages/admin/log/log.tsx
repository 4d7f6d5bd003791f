import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import KeptIcon from '~icons/lucide/history'
import LogIcon from '~icons/lucide/logs'
import PauseIcon from '~icons/lucide/pause'
import PlayIcon from '~icons/lucide/play'
import { byContent } from '#web/primitives/by-content.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { createLogList, type LogSearch, retentionQuery } from '#web/data/ops-log.ts'
import { onPanel } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { createWatermark } from '#web/pages/list/watermark.ts'
import { KeepLog } from './keep-log.tsx'
import { LogFilters } from './log-filters.tsx'
import { columns, LogLine, rowGrid } from './log-line.tsx'

const names = ['severity', 'type', 'guild', 'from', 'to', 'q'] as const

/** The operational log of all servers, live. */
export function Log() {
  const [params, setParams] = useSearchParams()
  const [paused, setPaused] = createSignal(false)
  const [keeping, setKeeping] = createSignal(false)
  const retention = useQuery(() => retentionQuery)
  onPanel('log.appended', ({ rows }) => {
    if (rows.some((row) => row.type === 'retention_changed')) void retention.refetch()
  })
  let handle: ListHandle | undefined
  const search = createMemo(
    (): LogSearch =>
      Object.fromEntries(names.flatMap((name) => (typeof params[name] === 'string' ? [[name, params[name]]] : []))),
    undefined,
    byContent,
  )
  const list = createLogList(search)
  const live = createWatermark({
    rows: list.rows,
    height: (row) => row.seq,
    list: search,
    mayMove: () => !paused() && (handle?.isAtTop() ?? true),
  })
  const letIn = () => {
    live.letIn()
    handle?.scrollToTop()
  }
  return (
    <div class="page">
      <PageHeader
        title="Log"
        lead="What happens in all servers. The same event within a minute is one row, counted."
        actions={
          <>
            <Show when={retention.data}>
              {(kept) => (
                <Button onClick={() => setKeeping(true)}>
                  <KeptIcon /> Kept {kept().days} days…
                </Button>
              )}
            </Show>
            <Button
              aria-pressed={paused()}
              onClick={() => {
                setPaused(!paused())
                if (!paused()) letIn()
              }}
            >
              {paused() ? <PlayIcon /> : <PauseIcon />}
              {paused() ? 'Resume' : 'Pause'}
            </Button>
          </>
        }
      />
      <LogFilters search={search()} onChange={(change) => setParams(change, { scroll: false })} />
      <div class="min-w-0">
        <NewPill count={live.waiting()} one="new row" many="new rows" onShow={letIn} />
        <ListBody
          ref={(made) => (handle = made)}
          label="Log"
          what="log"
          older="older rows"
          columns={columns}
          grid={rowGrid}
          rows={live.visible()}
          idOf={(row) => String(row.seq)}
          isFresh={live.isFresh}
          list={list}
          empty={
            <div class="card">
              <EmptyState icon={<LogIcon />} title="Nothing in the log">
                <Show
                  when={Object.keys(search()).length > 0}
                  fallback="What happens from now on appears here by itself."
                >
                  No row matches these filters.
                </Show>
              </EmptyState>
            </div>
          }
        >
          {(row) => <LogLine row={row()} />}
        </ListBody>
      </div>
      <Show when={keeping() && retention.data}>
        {(kept) => <KeepLog days={kept().days} onClose={() => setKeeping(false)} />}
      </Show>
    </div>
  )
}
