import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import UpIcon from '~icons/lucide/arrow-up'
import { formatNumber } from '#web/primitives/format.ts'

const SAID_EVERY = 10_000

/** How much waits above the list; said aloud at most every ten seconds. Takes no room, so nothing moves when it comes. */
export function NewPill(props: { count: number; one: string; many: string; onShow: () => void }) {
  const words = () => `${formatNumber(props.count)} ${props.count === 1 ? props.one : props.many}`
  const [said, setSaid] = createSignal('')
  let last = 0
  createEffect(() => {
    if (props.count === 0) return void setSaid('')
    const text = words()
    const timer = setTimeout(
      () => {
        last = Date.now()
        setSaid(text)
      },
      Math.max(0, last + SAID_EVERY - Date.now()),
    )
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <div class="pointer-events-none sticky top-16 z-10 h-0 md:top-3">
      <span role="status" class="sr-only">
        {said()}
      </span>
      <Show when={props.count > 0}>
        <button
          type="button"
          class="button pointer-events-auto absolute top-2 left-1/2 -translate-x-1/2 rounded-full! whitespace-nowrap shadow-raised"
          data-variant="primary"
          data-size="sm"
          onClick={() => props.onShow()}
        >
          <UpIcon />
          {words()}
        </button>
      </Show>
    </div>
  )
}
