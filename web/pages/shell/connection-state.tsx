import { useLive } from '#web/data/live.ts'

const looks = {
  live: { word: 'Live', dot: 'bg-[#4fcf8e] pulse' },
  connecting: { word: 'Connecting', dot: 'bg-[#85bdec]' },
  stale: { word: 'Reconnecting', dot: 'bg-[#f2ba64]' },
  offline: { word: 'Offline', dot: 'bg-[#ff958b]' },
  denied: { word: 'No access', dot: 'bg-[#ff958b]' },
}

/** The state of the stream, in the colours of the hull. */
export function ConnectionState() {
  const live = useLive()
  const look = () => (live.state() === 'live' && !live.relayOnline() ? looks.stale : looks[live.state()])
  const word = () => (live.state() === 'live' && !live.relayOnline() ? 'Partly live' : look().word)
  return (
    <span
      class="inline-flex items-center gap-2 text-xs font-medium whitespace-nowrap text-hull-muted"
      data-live={live.state()}
    >
      <span class={`relative size-2 flex-none rounded-full ${look().dot}`} aria-hidden="true" />
      {word()}
    </span>
  )
}
