import PauseIcon from '~icons/lucide/pause'
import PlayIcon from '~icons/lucide/play'
import { LiveBadge } from '#web/ui/live-badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { useLive } from '#web/data/live.ts'

/** Whether the list moves by itself, and the switch for it. */
export function LiveSwitch(props: { paused: boolean; onChange: (paused: boolean) => void }) {
  const live = useLive()
  return (
    <>
      {/* where there is no room for it the button alone says so, as what comes and goes would move the list */}
      <span class="max-md:hidden">
        <LiveBadge state={props.paused ? 'paused' : live.state()} />
      </span>
      <Button aria-pressed={props.paused} onClick={() => props.onChange(!props.paused)}>
        {props.paused ? <PlayIcon /> : <PauseIcon />}
        {props.paused ? 'Resume' : 'Pause'}
      </Button>
    </>
  )
}
