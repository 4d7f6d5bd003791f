import { createEffect, createSignal, Match, onCleanup, Switch } from 'solid-js'
import { formatClock } from '#web/primitives/format.ts'
import { Notice } from '#web/ui/notice.tsx'
import { useLive } from '#web/data/live.ts'

const PATIENCE = 2000

/** Says when what is on screen no longer follows Discord; quiet about gaps of under two seconds. */
export function ConnectionNotice() {
  const live = useLive()
  const [late, setLate] = createSignal(false)
  createEffect(() => {
    if (live.state() === 'live') return setLate(false)
    const timer = setTimeout(() => setLate(true), PATIENCE)
    onCleanup(() => clearTimeout(timer))
  })
  const since = () => {
    const at = live.lastLive()
    return at === null ? '' : ` Showing data from ${formatClock(at)}.`
  }
  return (
    <div role="status" class="px-4 not-empty:pt-4 md:px-8">
      <Switch>
        <Match when={late() && live.state() === 'offline'}>
          <Notice tone="warn">
            <strong>Offline.</strong>
            {since()} Nothing can be changed until the connection is back.
          </Notice>
        </Match>
        <Match when={late() && live.state() === 'stale'}>
          <Notice tone="warn">
            <strong>Reconnecting.</strong>
            {since()}
          </Notice>
        </Match>
        <Match when={live.state() === 'live' && !live.relayOnline()}>
          <Notice tone="warn">
            <strong>Discord's changes do not arrive right now.</strong> Actions still work and their cases appear here;
            joins, leaves and what is done by hand in Discord will follow.
          </Notice>
        </Match>
      </Switch>
    </div>
  )
}
