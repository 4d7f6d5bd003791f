import { For, Match, Switch } from 'solid-js'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { createLogList } from '#web/data/ops-log.ts'
import { LogLine } from '#web/pages/admin/log/log-line.tsx'

const SHOWN = 20

/** The latest of the operational log about one server, live. */
export function ServerLog(props: { guild: string }) {
  const list = createLogList(() => ({ guild: props.guild }))
  const rows = () => list.rows().slice(0, SHOWN)
  return (
    <section class="card @container overflow-clip" aria-labelledby="server-log">
      <div class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-5 py-4">
        <h2 id="server-log" class="text-lg font-semibold">
          Operational log
        </h2>
        <a class="link text-sm" href={`/admin/log?guild=${props.guild}`}>
          All of it
        </a>
      </div>
      <Switch>
        <Match when={list.isLoading()}>
          <div class="p-4">
            <Skeleton lines={3} class="h-8" label="Loading the log" />
          </div>
        </Match>
        <Match when={rows().length === 0 && list.error()}>
          {(error) => (
            <ErrorPanel
              title="The log could not be loaded"
              message={failureMessage(error())}
              onRetry={list.refetch}
              retrying={list.isFetching()}
            />
          )}
        </Match>
        <Match when={rows().length === 0}>
          <p class="px-5 py-4 text-sm text-ink-2">Nothing about this server is in the log.</p>
        </Match>
        <Match when={true}>
          <div role="table" aria-labelledby="server-log">
            <div role="rowgroup">
              <For each={rows()}>
                {(row, index) => (
                  <div role="row" aria-rowindex={index() + 1}>
                    <LogLine row={row} />
                  </div>
                )}
              </For>
            </div>
          </div>
        </Match>
      </Switch>
    </section>
  )
}
