import { usePanelLive } from '#web/data/panel.ts'

/** Whether the panel keeps itself up to date, in the colours of the hull. */
export function HullLive() {
  const live = usePanelLive()
  return (
    <span class="inline-flex items-center gap-2 text-xs font-medium text-hull-muted">
      <span
        class={`relative size-2 flex-none rounded-full ${live.isLive() ? 'bg-[#4fcf8e] pulse' : 'bg-[#f2ba64]'}`}
        aria-hidden="true"
      />
      {live.isLive() ? 'Live' : 'Reconnecting'}
    </span>
  )
}
