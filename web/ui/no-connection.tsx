import { Show } from 'solid-js'
import OfflineIcon from '~icons/lucide/wifi-off'
import { isOnline } from '#web/primitives/online.ts'

/** In the place of what is on its way: says when that is not so, as there is no connection. */
export const NoConnection = () => (
  <Show when={!isOnline()}>
    <p class="flex items-center gap-2.5 text-ink-2">
      <OfflineIcon class="flex-none text-lg text-warn" />
      <span>
        <strong class="font-semibold text-ink">Not loaded: there is no connection.</strong> It comes by itself when the
        connection is back.
      </span>
    </p>
  </Show>
)
