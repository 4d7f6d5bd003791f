import { Match, Switch } from 'solid-js'
import type { Fate } from '#schema/contract/fate.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'

/** Whether a message that was kept is still in Discord; nothing while that is not known. */
export function FateMark(props: { fate: Fate | undefined }) {
  return (
    <Switch>
      <Match when={props.fate?.state === 'gone' && props.fate}>
        {(fate) => (
          <Badge tone="warn">
            Gone from Discord, noticed <Time at={fate().at} />
          </Badge>
        )}
      </Match>
      <Match when={props.fate?.state === 'there'}>
        <Badge>Still in Discord</Badge>
      </Match>
    </Switch>
  )
}
