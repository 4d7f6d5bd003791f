import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Show } from 'solid-js'
import NobodyIcon from '~icons/lucide/user-search'
import UndoIcon from '~icons/lucide/undo-2'
import { ItemState, type Sweep } from '#schema/contract/sweep.ts'
import { byContent } from '#web/primitives/by-content.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { useGuild } from '#web/data/guild.ts'
import { createItemList, followItems, type ItemFilter } from '#web/data/sweeps.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { createRowSteps } from '#web/pages/list/row-steps.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { focusSearch, SearchBox } from '#web/pages/list/search-box.tsx'
import { FilterTiles } from '#web/pages/sweeps/filter-tiles.tsx'
import { columnsOfRun, plainGrid, rowGrid } from '#web/pages/sweeps/item-columns.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { hasOpposite, itemText, leftOf } from '#web/pages/sweeps/sweep-words.ts'
import { createUndo } from '#web/pages/sweeps/undo.ts'
import { FailureList } from './failure-list.tsx'
import { ResultRow } from './result-row.tsx'

/** What became of each, failures first; who was a mistake can be picked and undone. */
export function Results(props: { sweep: Sweep }) {
  const guild = useGuild()
  const [search, setSearch] = useSearchParams()
  /** case numbers that are to be undone */
  const [picked, setPicked] = createSignal<ReadonlySet<number>>(new Set())
  const filter = createMemo(
    (): ItemFilter => {
      const state = ItemState.safeParse(search.state).data
      const failure = typeof search.failure === 'string' && search.failure ? search.failure : undefined
      const q = typeof search.q === 'string' && search.q ? search.q : undefined
      return { ...(state ? { state } : {}), ...(failure ? { failure } : {}), ...(q ? { q } : {}) }
    },
    undefined,
    byContent,
  )
  const list = createItemList({ guild: () => guild.id, id: () => props.sweep.id, filter })
  let handle: ListHandle | undefined
  const step = createRowSteps(
    () => list.rows().map(({ position }) => String(position)),
    () => handle,
  )
  createListKeys({ move: step, search: focusSearch })
  followItems(
    () => guild.id,
    () => props.sweep,
  )
  const set = (change: Record<string, string | null>) => setSearch(change, { replace: true, scroll: false })
  const tiles = () => {
    const { done, failed, unknown, leftOut, excluded } = props.sweep.counts
    const all: [ItemState, number, boolean][] = [
      ['failed', failed, false],
      ['unknown', unknown, false],
      ['done', done, false],
      ['pending', leftOf(props.sweep), true],
      ['left_out', leftOut, true],
      ['excluded', excluded, true],
    ]
    return all.flatMap(([id, count, dim]) => (count > 0 ? [{ id, count, dim, label: itemText(id, props.sweep) }] : []))
  }
  const pick = (number: number, on: boolean) => {
    const next = new Set(picked())
    if (on) next.add(number)
    else next.delete(number)
    setPicked(next)
  }
  const canUndo = () => props.sweep.deed.kind !== 'reverse' && hasOpposite(props.sweep.deed.kind)
  const { undo, busy } = createUndo()
  const undoPicked = () => void undo({ type: 'cases', numbers: [...picked()].sort((a, b) => a - b) })

  return (
    <>
      <FailureList sweep={props.sweep} picked={filter().failure} onPick={(failure) => set({ failure, state: null })} />
      <section class="grid min-w-0 gap-3" aria-labelledby="results">
        <h2 id="results" class="text-lg font-semibold">
          Results
        </h2>
        <FilterTiles
          label="By outcome"
          tiles={tiles()}
          all={props.sweep.counts.total}
          picked={filter().failure ? 'failed' : (filter().state ?? null)}
          onPick={(state) => set({ state, failure: null })}
        />
        <div class="flex">
          <SearchBox
            text={filter().q ?? ''}
            label="Search by name or id"
            placeholder="Name or id"
            onSearch={(q) => set({ q: q || null })}
          />
        </div>
        <ListBody
          ref={(made) => (handle = made)}
          label="Results"
          what="results"
          older="more results"
          columns={canUndo() ? columnsOfRun : columnsOfRun.slice(1)}
          grid={canUndo() ? rowGrid : plainGrid}
          rows={list.rows()}
          idOf={(item) => String(item.position)}
          list={list}
          empty={
            <div class="card">
              <EmptyState
                icon={<NobodyIcon />}
                title="Nobody matches"
                action={<Button onClick={() => set({ state: null, failure: null, q: null })}>Show everyone</Button>}
              />
            </div>
          }
        >
          {(item) => (
            <ResultRow
              item={item()}
              sweep={props.sweep}
              picked={picked().has(item().caseNumber ?? 0)}
              onPick={canUndo() ? (on) => pick(item().caseNumber ?? 0, on) : undefined}
            />
          )}
        </ListBody>
      </section>
      <div role="status" data-bar class="sticky bottom-20 z-10 md:bottom-4">
        <Show when={picked().size > 0}>
          <div class="flex flex-wrap items-center gap-2 rounded-lg border border-accent-mark bg-raised py-2.5 pr-2.5 pl-4 shadow-raised">
            <p class="flex-1 font-semibold">{formatNumber(picked().size)} picked</p>
            <Button variant="ghost" onClick={() => setPicked(new Set<number>())}>
              Clear
            </Button>
            <Button variant="primary" busy={busy()} reason={needsSeat(guild)} onClick={undoPicked}>
              <UndoIcon /> Undo {formatNumber(picked().size)}
            </Button>
          </div>
        </Show>
      </div>
    </>
  )
}
