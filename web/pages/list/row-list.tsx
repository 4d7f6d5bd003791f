import { type Accessor, createEffect, For, type JSX, on, Show } from 'solid-js'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua/solid'
import { createScrollMemory } from '#web/primitives/scroll-memory.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import type { Keyset } from '#web/data/keyset.ts'
import { createRowIndex } from './row-index.ts'

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
 * A long list as a table, only the rows in view mounted, older ones read as their place comes near. Rows are told apart by
 * id, so a row that changes keeps its element and its focus.
 */
export function RowList<T>(props: {
  label: string
  /** what more there is, as in "older cases" */
  older: string
  columns: readonly { area: string; title: string; head?: () => JSX.Element }[]
  /** the classes that lay out a row's cells */
  grid: string
  rows: readonly T[]
  idOf: (row: T) => string
  list: Pick<Keyset<T, unknown>, 'hasMore' | 'isLoadingMore' | 'isStale' | 'error' | 'loadMore' | 'refetch'>
  ref: (handle: ListHandle) => void
  children: (row: Accessor<T>, index: Accessor<number>) => JSX.Element
}) {
  createScrollMemory()
  let body!: HTMLDivElement
  let virtual: WindowVirtualizerHandle | undefined
  const { ids, byId } = createRowIndex(
    () => props.rows,
    (row) => props.idOf(row),
  )

  const loadWhenNear = () => {
    const { hasMore, isLoadingMore, error, loadMore } = props.list
    if (!hasMore() || isLoadingMore() || error()) return
    if (body.getBoundingClientRect().bottom < innerHeight + 800) loadMore()
  }
  createEffect(on([() => ids().length, props.list.hasMore], () => void requestAnimationFrame(loadWhenNear)))

  const rowLink = (id: string | undefined) => body.querySelector<HTMLElement>(`[data-row="${id}"]`)
  const focusRow = (id: string | undefined, tries = 10) => {
    const link = rowLink(id)
    if (link) link.focus({ preventScroll: true })
    else if (tries > 0) requestAnimationFrame(() => focusRow(id, tries - 1))
  }
  props.ref({
    isAtTop: () => body.getBoundingClientRect().top >= 0,
    scrollToTop: () => scrollTo({ top: 0 }),
    show: (index, focus = true) => {
      virtual?.scrollToIndex(index, { align: 'nearest' })
      if (focus) focusRow(ids()[index])
    },
    topOf: (id) => rowLink(id)?.closest('[role=row]')?.getBoundingClientRect().top,
    place: (id, top) => virtual?.scrollToIndex(ids().indexOf(id), { align: 'start', offset: -top }),
  })

  return (
    <div
      class={`card @container overflow-clip transition-opacity duration-150 ${props.list.isStale() ? 'opacity-60' : ''}`}
      aria-busy={props.list.isStale()}
    >
      <div role="table" aria-label={props.label} aria-rowcount={props.list.hasMore() ? -1 : ids().length + 1}>
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
        <div role="rowgroup" ref={body}>
          <WindowVirtualizer ref={(handle) => (virtual = handle)} data={ids()} bufferSize={400} onScroll={loadWhenNear}>
            {(id, index) => <Show when={byId(id)}>{(row) => props.children(row, index)}</Show>}
          </WindowVirtualizer>
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
