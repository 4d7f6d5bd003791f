import { useSearchParams } from '@solidjs/router'
import { createMemo, For, Match, Show, Switch } from 'solid-js'
import { type ActionKind, actionKinds } from '#schema/contract/action.ts'
import { TimelineKind } from '#schema/contract/timeline.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { createTimeline } from '#web/data/timeline.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import { createWatermark } from '#web/pages/list/watermark.ts'
import { kindLabel, linesOf, timelineKinds } from './timeline-lines.ts'
import { TimelineItem } from './timeline-item.tsx'

/** Everything on record of someone here, newest first, narrowed to a kind by the address. */
export function MemberTimeline(props: {
  user: string
  counts: Partial<Record<ActionKind, number>>
  /** of how many of their newest cases the counts are; null: of all */
  countsOf: number | null
}) {
  const guild = useGuild()
  const [params, setParams] = useSearchParams()
  let top!: HTMLElement
  const kind = createMemo(() => TimelineKind.safeParse(params.show).data)
  const list = createTimeline({ guild: () => guild.id, user: () => props.user, kind })
  const live = createWatermark({
    rows: list.rows,
    height: (entry) => entry.at,
    list: () => [props.user, kind()],
    mayMove: () => top.getBoundingClientRect().top >= 0 && !top.contains(document.activeElement?.closest('li') ?? null),
  })
  const lines = createMemo(() => linesOf([...live.visible()]))
  const byKey = createMemo(() => new Map(lines().map((line) => [line.key, line])))
  const freshKeys = createMemo(
    () => new Set([...live.visible()].flatMap((entry) => (live.isFresh(entry) ? entry.key : []))),
  )
  const letIn = () => {
    live.letIn()
    top.scrollIntoView({ block: 'start' })
  }
  const counts = () => Object.entries(props.counts) as [ActionKind, number][]
  return (
    <section ref={top} aria-labelledby="history" class="card min-w-0">
      <div class="grid gap-2.5 border-b border-line px-4 py-3">
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h2 id="history" class="font-semibold">
            History
          </h2>
          <Show when={counts().length > 0}>
            <ul class="flex flex-wrap gap-x-4 gap-y-1" aria-label="Cases by kind">
              <For each={counts()}>
                {([one, count]) => (
                  <li class="flex items-center gap-1.5 text-sm text-ink-2">
                    <KindIcon kind={one} />
                    {actionKinds[one].label}
                    <strong class="text-ink">{count}</strong>
                  </li>
                )}
              </For>
              <Show when={props.countsOf}>
                {(most) => <li class="text-sm text-ink-3">in their last {most()} cases</li>}
              </Show>
            </ul>
          </Show>
        </div>
        <ul
          class="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-0.5 md:mx-0 md:flex-wrap md:px-0"
          aria-label="Show of the history"
        >
          <For each={[undefined, ...timelineKinds]}>
            {(one) => (
              <li class="flex-none">
                <button
                  type="button"
                  aria-pressed={kind() === one}
                  class="min-h-7 rounded-full border border-line-strong px-3 text-sm font-medium text-ink-2 hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-primary aria-pressed:text-on-primary coarse:min-h-11"
                  onClick={() => setParams({ show: one ?? null }, { scroll: false })}
                >
                  {one ? kindLabel[one] : 'Everything'}
                </button>
              </li>
            )}
          </For>
        </ul>
      </div>
      <NewPill count={live.waiting()} one="new entry" many="new entries" onShow={letIn} />
      <Switch>
        <Match when={lines().length === 0 && list.error()}>
          {(error) => (
            <div class="p-4">
              <ErrorPanel
                title="The history could not be loaded"
                message={failureMessage(error())}
                onRetry={list.refetch}
                retrying={list.isFetching()}
              />
            </div>
          )}
        </Match>
        <Match when={list.isLoading()}>
          <div class="p-4">
            <Skeleton lines={5} class="h-10" label="Loading the history" />
          </div>
        </Match>
        <Match when={lines().length === 0 && !list.hasMore()}>
          <EmptyState title={kind() ? 'Nothing of this kind on record' : 'Nothing on record'}>
            Joins, names and roles are kept from when Wardroom came to this server.
          </EmptyState>
        </Match>
        <Match when={true}>
          <ol class={list.isStale() ? 'opacity-60' : ''} aria-label="History, newest first">
            <For each={lines().map((line) => line.key)}>
              {(key) => (
                <Show when={byKey().get(key)}>
                  {(line) => <TimelineItem line={line()} isFresh={freshKeys().has(key)} />}
                </Show>
              )}
            </For>
          </ol>
        </Match>
      </Switch>
      <Show when={list.hasMore()}>
        <div class="grid justify-items-center border-t border-line p-3">
          <Button variant="ghost" size="sm" busy={list.isLoadingMore()} onClick={list.loadMore}>
            {lines().length === 0 ? 'Look further back' : 'Load older history'}
          </Button>
        </div>
      </Show>
    </section>
  )
}
