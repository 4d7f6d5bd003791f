import { type Accessor, createEffect, For, type JSX, on, Show } from 'solid-js'
import { createScrollMemory } from '#web/primitives/scroll-memory.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import type { Keyset } from '#web/data/keyset.ts'
import type { Rows } from '#web/data/rows.ts'
import { createRowWindow } from './row-window.ts'

export interface ListHandle {
  /** whether the first row is in view, so that new ones may come in above it */
  isAtTop: () => boolean
  scrollToTop: () => void
  /** brings a row into view and, unless told otherwise, focuses its link (`data-row` is its id) */
  show: (index: number, focus?: boolean) => void
  /** where a row stands in the window now, to be put back there by `place` when the list's shape has changed */
  topOf: (id: string) => number | undefined
  place: (id: string, top: number) => void
}

/**
 * A long list as a table, only the rows in view mounted, older ones read as their place comes near. A row that changes keeps
 * its element and its focus; one out of view gives its element to another, so rows keep no state of their own.
 */
export function RowList<T>(props: {
  label: string
  /** what more there is, as in "older cases" */
  older: string
  columns: readonly { area: string; title: string; head?: () => JSX.Element }[]
  /** the classes that lay out a row's cells */
  grid: string
  rows: Rows<T>
  idOf: (row: T) => string
  /** which rows came just now */
  isFresh?: ((row: T) => boolean) | undefined
  list: Pick<Keyset<T, unknown>, 'hasMore' | 'isLoadingMore' | 'isStale' | 'error' | 'loadMore' | 'refetch'>
  ref: (handle: ListHandle) => void
  /** a row's cells; the row itself is made here */
  children: (row: Accessor<T>) => JSX.Element
}) {
  createScrollMemory()
  let body!: HTMLDivElement
  let veil!: HTMLDivElement
  const loadWhenNear = () => {
    const { hasMore, isLoadingMore, error, loadMore } = props.list
    if (!hasMore() || isLoadingMore() || error()) return
    if (end() < innerHeight + 800) loadMore()
  }
  const { slots, end, reveal } = createRowWindow({
    rows: () => props.rows,
    idOf: (row) => props.idOf(row),
    body: () => body,
    veil: () => veil,
    onMove: loadWhenNear,
  })
  createEffect(on([() => props.rows.length, props.list.hasMore], () => void requestAnimationFrame(loadWhenNear)))

  const rowLink = (id: string) => body.querySelector<HTMLElement>(`[data-row="${id}"]`)
  const topOf = (id: string) => rowLink(id)?.closest('[role=row]')?.getBoundingClientRect().top
  const focusRow = (index: number, tries = 10) => {
    const row = props.rows.at(index)
    const link = row === undefined ? undefined : rowLink(props.idOf(row))
    if (link) link.focus({ preventScroll: true })
    else if (tries > 0) requestAnimationFrame(() => focusRow(index, tries - 1))
  }
  props.ref({
    isAtTop: () => body.getBoundingClientRect().top >= 0,
    scrollToTop: () => scrollTo({ top: 0 }),
    show: (index, focus = true) => {
      reveal(index)
      if (focus) focusRow(index)
    },
    topOf,
    place: (id, top) => {
      const index = props.rows.findIndex((row) => props.idOf(row) === id)
      if (index === -1) return
      reveal(index)
      const now = topOf(id)
      if (now !== undefined) scrollBy({ top: now - top, behavior: 'instant' })
    },
  })

  return (
    <div
      class={`card @container overflow-clip transition-opacity duration-150 ${props.list.isStale() ? 'opacity-60' : ''}`}
      aria-busy={props.list.isStale()}
    >
      <div role="table" aria-label={props.label} aria-rowcount={props.list.hasMore() ? -1 : props.rows.length + 1}>
        <div role="rowgroup" class="sr-only @3xl:not-sr-only">
          <div
            role="row"
            aria-rowindex={1}
            class={`border-b border-line px-4 py-2! text-xs font-semibold text-ink-3 ${props.grid}`}
          >
            <For each={props.columns}>
              {(column) => (
                <div role="columnheader" class={column.area}>
                  {column.head ? column.head() : column.title}
                </div>
              )}
            </For>
          </div>
        </div>
        <div role="rowgroup" ref={body} class="relative [contain:size_layout_style] [overflow-anchor:none]">
          <div class="absolute inset-x-0 top-0 will-change-transform">
            <For each={slots()}>
              {(slot) => (
                <div
                  ref={slot.ref}
                  role="row"
                  aria-rowindex={slot.index() + 2}
                  class={`absolute inset-x-0 contain-content ${props.isFresh?.(slot.row()) ? 'fresh' : ''}`}
                >
                  {props.children(slot.row)}
                </div>
              )}
            </For>
          </div>
          <div hidden ref={veil} class="absolute inset-0 z-[2]" />
        </div>
      </div>
      <Show when={props.list.hasMore() || props.list.error()}>
        <div class="grid justify-items-center p-3">
          <Show
            when={props.list.error()}
            fallback={
              <Button variant="ghost" size="sm" busy={props.list.isLoadingMore()} onClick={props.list.loadMore}>
                Load {props.older}
              </Button>
            }
          >
            {(error) => (
              <ErrorPanel
                title={`${props.older.charAt(0).toUpperCase()}${props.older.slice(1)} could not be loaded`}
                message={failureMessage(error())}
                onRetry={props.list.refetch}
                retrying={props.list.isLoadingMore()}
              />
            )}
          </Show>
        </div>
      </Show>
    </div>
  )
}
