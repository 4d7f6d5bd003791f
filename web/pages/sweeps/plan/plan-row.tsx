import { Show } from 'solid-js'
import { snowflakeTime } from '#schema/contract/ids.ts'
import type { SweepDeed, SweepItem } from '#schema/contract/sweep.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { ItemPerson, itemName } from '#web/pages/sweeps/item-person.tsx'
import { area, rowGrid } from '#web/pages/sweeps/item-columns.ts'
import { PickBox } from '#web/pages/sweeps/pick-box.tsx'
import { verdictWords } from '#web/pages/sweeps/sweep-words.ts'

/** One person of a plan, with the plan's verdict and a box to leave them out. */
export function PlanRow(props: {
  item: SweepItem
  kind: SweepDeed['kind']
  /** why nothing can be changed */
  locked: string | undefined
  onSwitch: (takeIn: boolean) => void
}) {
  const isIn = () => props.item.acts && props.item.state !== 'left_out'
  const words = () => verdictWords(props.item.verdict, props.kind)
  return (
    <div class={`border-b border-line hover:bg-hover has-focus-visible:bg-hover @3xl:min-h-13 ${rowGrid}`}>
      <div role="cell" class={area.pick}>
        <PickBox
          label={`Act on ${itemName(props.item)}`}
          checked={isIn()}
          reason={props.locked ?? (props.item.acts ? undefined : words().why)}
          onChange={props.onSwitch}
        />
      </div>
      <div role="cell" class={area.who}>
        <ItemPerson item={props.item} />
      </div>
      <div role="cell" class={area.state}>
        <Badge tone={isIn() ? 'accent' : 'neutral'}>
          {props.item.state === 'left_out' ? 'Left out' : words().label}
        </Badge>
      </div>
      <div role="cell" class={`text-sm text-ink-3 ${area.what}`}>
        <Show when={props.item.acts} fallback={words().why}>
          <Show when={props.item.about}>{(number) => <CaseMark number={number()} />}</Show>{' '}
          <Show when={props.item.joinedAt}>
            {(at) => (
              <>
                joined <Time at={at()} />,{' '}
              </>
            )}
          </Show>
          account made <Time at={snowflakeTime(props.item.targetId)} />
        </Show>
      </div>
    </div>
  )
}
