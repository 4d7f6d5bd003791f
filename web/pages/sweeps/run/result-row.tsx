import { Match, Show, Switch } from 'solid-js'
import type { Sweep, SweepItem } from '#schema/contract/sweep.ts'
import { Badge } from '#web/ui/badge.tsx'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { ItemPerson, itemName } from '#web/pages/sweeps/item-person.tsx'
import { area, plainGrid, rowGrid } from '#web/pages/sweeps/item-columns.ts'
import { PickBox } from '#web/pages/sweeps/pick-box.tsx'
import { itemText, itemWords, verdictWords } from '#web/pages/sweeps/sweep-words.ts'

/** One person of a sweep that was started, and what became of them. */
export function ResultRow(props: {
  item: SweepItem
  sweep: Sweep
  picked: boolean
  /** where what was done can be picked to be undone */
  onPick: ((on: boolean) => void) | undefined
}) {
  const canPick = () => props.onPick && props.item.state === 'done' && props.item.caseNumber !== null
  return (
    <div
      class={`border-b border-line hover:bg-hover has-focus-visible:bg-hover @3xl:min-h-13 ${props.onPick ? rowGrid : plainGrid}`}
    >
      <Show when={props.onPick}>
        <div role="cell" class={area.pick}>
          <Show when={canPick()} fallback={<span class="block size-9 coarse:size-11" />}>
            <PickBox
              label={`Pick ${itemName(props.item)}`}
              checked={props.picked}
              onChange={(on) => props.onPick?.(on)}
            />
          </Show>
        </div>
      </Show>
      <div role="cell" class={area.who}>
        <ItemPerson item={props.item} />
      </div>
      <div role="cell" class={area.state}>
        <Badge tone={itemWords[props.item.state].tone}>{itemText(props.item.state, props.sweep)}</Badge>
      </div>
      <div role="cell" class={`text-sm text-ink-3 ${area.what}`}>
        <Show when={props.item.caseNumber}>{(number) => <CaseMark number={number()} />}</Show>{' '}
        <Switch>
          <Match when={props.item.failure}>{(failure) => <span class="text-danger">{failure().message}</span>}</Match>
          <Match when={props.item.state === 'excluded'}>
            {verdictWords(props.item.verdict, props.sweep.deed.kind).why}
          </Match>
        </Switch>
      </div>
    </div>
  )
}
