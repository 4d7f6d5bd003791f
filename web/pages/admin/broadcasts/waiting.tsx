import { Match, Switch } from 'solid-js'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useCancelBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** When it goes out, or why it is held; and the way to take it back. */
export function Waiting(props: { broadcast: Broadcast | null }) {
  const cancel = useCancelBroadcast()
  const takeBack = async (id: string) => {
    try {
      await cancel.mutateAsync(id)
      showToast('It is a draft again.', { tone: 'ok' })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    }
  }
  const button = (id: string) => (
    <Button size="sm" busy={cancel.isPending} onClick={() => void takeBack(id)}>
      Take it back
    </Button>
  )
  return (
    <Switch>
      <Match when={props.broadcast?.state === 'scheduled' && props.broadcast}>
        {(one) => (
          <Notice tone="info" action={button(one().id)}>
            Goes out <Time exact at={one().scheduledAt ?? 0} /> ({zone}), <Time long at={one().scheduledAt ?? 0} />.
            Until then it can be changed.
          </Notice>
        )}
      </Match>
      <Match when={props.broadcast?.state === 'held' && props.broadcast}>
        {(one) => (
          <Notice tone="warn" action={button(one().id)}>
            <strong>Held.</strong> It was to go out <Time exact at={one().scheduledAt ?? 0} />. {one().why} Send it
            yourself, or take it back.
          </Notice>
        )}
      </Match>
    </Switch>
  )
}
