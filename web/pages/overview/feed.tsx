import { createComputed, createMemo, createSignal, For, on, onCleanup, onMount, Show, untrack } from 'solid-js'
import QuietIcon from '~icons/lucide/anchor'
import ArrowUpIcon from '~icons/lucide/arrow-up'
import PauseIcon from '~icons/lucide/pause'
import PlayIcon from '~icons/lucide/play'
import type { LiveFrame } from '#schema/contract/live.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LiveBadge } from '#web/ui/live-badge.tsx'
import { useLive } from '#web/data/live.ts'
import { addToFeed, type FeedItem } from './feed-items.ts'
import { FeedLine } from './feed-line.tsx'

/** What happens in the server. New lines wait while one reads: paused, scrolled down, pointed at or focused. */
export function Feed(props: { fetched: readonly LiveFrame[]; seq: number; fresh: readonly LiveFrame[] }) {
  const live = useLive()
  const [paused, setPaused] = createSignal(false)
  const [reading, setReading] = createSignal(false)
  const [away, setAway] = createSignal(false)
  const [items, setItems] = createSignal<FeedItem[]>([])
  const [until, setUntil] = createSignal(0)
  let list: HTMLOListElement | undefined

  const waiting = createMemo(() => props.fresh.filter((frame) => frame.seq > until()))
  const held = () => paused() || reading() || away()
  const take = (frames: readonly LiveFrame[]) => {
    const last = frames.at(-1)
    if (!last) return
    setItems((before) => addToFeed(before, frames))
    setUntil(last.seq)
  }
  createComputed(
    on([() => props.fetched, () => props.seq], ([fetched, seq]) => {
      setItems(addToFeed([], fetched.toReversed()))
      setUntil(seq)
    }),
  )
  createComputed(() => {
    const frames = waiting()
    if (!held()) untrack(() => take(frames))
  })
  const newLines = createMemo(() => addToFeed([], waiting()).length)
  const known = createMemo(() => new Set(untrack(() => props.fetched).map((frame) => frame.seq)))

  // a quiet server has no list yet
  const look = () => setAway(list !== undefined && (list.scrollTop > 8 || list.getBoundingClientRect().top < 0))
  onMount(() => addEventListener('scroll', look, { passive: true }))
  onCleanup(() => removeEventListener('scroll', look))
  const toTop = () => {
    take(waiting())
    if (!list) return
    list.scrollTop = 0
    if (list.getBoundingClientRect().top < 0) list.scrollIntoView({ block: 'center' })
    look()
  }

  return (
    <section class="card flex min-h-0 flex-col" aria-labelledby="feed-title">
      <header class="flex items-center gap-3 border-b border-line py-2 pr-2 pl-4">
        <h2 id="feed-title" class="text-lg font-semibold">
          Live feed
        </h2>
        <LiveBadge state={paused() ? 'paused' : live.state()} />
        <span class="flex-1" />
        <Button size="sm" variant="ghost" aria-pressed={paused()} onClick={() => setPaused((on) => !on)}>
          <Show when={paused()} fallback={<PauseIcon />}>
            <PlayIcon />
          </Show>
          {paused() ? 'Resume' : 'Pause'}
        </Button>
      </header>
      <div class="relative min-h-0 flex-1">
        <div role="status" class="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
          <Show when={held() && newLines() > 0}>
            <Button size="sm" variant="primary" class="pointer-events-auto rounded-full! shadow-raised" onClick={toTop}>
              <ArrowUpIcon />
              {newLines()} new
            </Button>
          </Show>
        </div>
        <Show when={items().length > 0} fallback={<Quiet />}>
          <ol
            ref={list}
            tabindex="0"
            aria-label="Events, newest first"
            class="divide-y divide-line lg:max-h-[44rem] lg:overflow-y-auto"
            onScroll={look}
            onPointerEnter={(event) => event.pointerType === 'mouse' && setReading(true)}
            onPointerLeave={() => setReading(list?.matches(':focus-within') ?? false)}
            onFocusIn={() => setReading(true)}
            onFocusOut={() => setReading(false)}
          >
            <For each={items()}>
              {(item) => (
                <li class={`flex items-start gap-2.5 px-4 py-1.5 ${known().has(item.key) ? '' : 'tinted'}`}>
                  <FeedLine frame={item.frame} />
                </li>
              )}
            </For>
          </ol>
        </Show>
      </div>
    </section>
  )
}

const Quiet = () => (
  <EmptyState icon={<QuietIcon />} title="All quiet">
    Joins, leaves, role changes, voice and every action appear here as they happen.
  </EmptyState>
)
