import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import NobodyIcon from '~icons/lucide/user-search'
import { type Sweep, type SweepItem, Verdict } from '#schema/contract/sweep.ts'
import { byContent } from '#web/primitives/by-content.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { createItemList, followItems, type ItemFilter, useSweepCommands } from '#web/data/sweeps.ts'
import { createListKeys } from '#web/primitives/list-keys.ts'
import type { ListHandle } from '#web/pages/list/row-list.tsx'
import { createRowSteps } from '#web/pages/list/row-steps.ts'
import { ListBody } from '#web/pages/list/list-body.tsx'
import { focusSearch, SearchBox } from '#web/pages/list/search-box.tsx'
import { columnsOfPlan, rowGrid } from '#web/pages/sweeps/item-columns.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { verdictWords } from '#web/pages/sweeps/sweep-words.ts'
import { FilterTiles } from '#web/pages/sweeps/filter-tiles.tsx'
import { PlanRow } from './plan-row.tsx'

/** Verdicts under which a sweep acts; the others say why not. */
const acted: ReadonlySet<Verdict> = new Set(['act', 'left', 'unseen'])

/** Whom the plan is about: by verdict, each with its reason, each to be left out or taken in. */
export function PlanItems(props: { sweep: Sweep }) {
  const guild = useGuild()
  const commands = useSweepCommands(() => guild.id)
  const [search, setSearch] = useSearchParams()
  const [busy, setBusy] = createSignal(false)
  const filter = createMemo(
    (): ItemFilter => {
      const verdict = Verdict.safeParse(search.verdict).data
      const state = search.state === 'left_out' ? ('left_out' as const) : undefined
      const q = typeof search.q === 'string' && search.q ? search.q : undefined
      return { ...(verdict ? { verdict } : {}), ...(state ? { state } : {}), ...(q ? { q } : {}) }
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
  const groups = () =>
    Verdict.options.flatMap((verdict) => {
      const count = props.sweep.verdicts[verdict] ?? 0
      const words = verdictWords(verdict, props.sweep.deed.kind)
      return count > 0 ? [{ id: verdict, count, label: words.label, note: words.why, dim: !acted.has(verdict) }] : []
    })
  const tiles = () => [
    ...groups(),
    ...(props.sweep.counts.leftOut > 0
      ? [{ id: 'left_out', count: props.sweep.counts.leftOut, label: 'Left out', note: 'By hand.', dim: true }]
      : []),
  ]
  const pick = (id: string | null) =>
    setSearch(
      { verdict: id === 'left_out' ? null : id, state: id === 'left_out' ? id : null },
      { replace: true, scroll: false },
    )
  const picked = () => filter().verdict ?? filter().state ?? null
  const group = () => {
    const { verdict } = filter()
    return verdict && acted.has(verdict) ? verdict : undefined
  }
  const switchItem = async (item: SweepItem, takeIn: boolean) => {
    list.mark(item.position, takeIn ? 'planned' : 'left_out')
    try {
      await commands.change(props.sweep.id, { [takeIn ? 'takeIn' : 'leaveOut']: [item.position] })
    } catch (error) {
      list.mark(item.position, item.state)
      showToast(failureMessage(error), { tone: 'danger' })
    }
  }
  const switchGroup = async (verdict: Verdict, takeIn: boolean) => {
    setBusy(true)
    try {
      await commands.change(props.sweep.id, { [takeIn ? 'takeInVerdicts' : 'leaveOutVerdicts']: [verdict] })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  const locked = () => needsSeat(guild)

  return (
    <section class="grid min-w-0 gap-3" aria-labelledby="people">
      <h2 id="people" class="text-lg font-semibold">
        Who
      </h2>
      <FilterTiles label="By verdict" tiles={tiles()} all={props.sweep.counts.total} picked={picked()} onPick={pick} />
      <div class="flex flex-wrap items-center gap-2">
        <SearchBox
          text={filter().q ?? ''}
          label="Search by name or id"
          placeholder="Name or id"
          onSearch={(q) => setSearch({ q: q || null }, { replace: true, scroll: false })}
        />
        <Show when={group()}>
          {(verdict) => (
            <For each={[false, true]}>
              {(takeIn) => (
                <Button busy={busy()} reason={locked()} onClick={() => void switchGroup(verdict(), takeIn)}>
                  {takeIn ? 'Take all in' : 'Leave all out'}
                </Button>
              )}
            </For>
          )}
        </Show>
      </div>
      <ListBody
        ref={(made) => (handle = made)}
        label="People"
        what="list"
        older="more people"
        columns={columnsOfPlan}
        grid={rowGrid}
        rows={list.rows()}
        idOf={(item) => String(item.position)}
        list={list}
        empty={
          <div class="card">
            <EmptyState icon={<NobodyIcon />} title={picked() || filter().q ? 'Nobody matches' : 'Nobody was found'} />
          </div>
        }
      >
        {(item) => (
          <PlanRow
            item={item()}
            kind={props.sweep.deed.kind}
            locked={locked()}
            onSwitch={(takeIn) => void switchItem(item(), takeIn)}
          />
        )}
      </ListBody>
    </section>
  )
}
