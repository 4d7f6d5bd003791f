import { createEffect } from 'solid-js'

/** How large a part of the whole is, 0 to 1; decorative, the number stands beside it. */
export const ShareBar = (props: { share: number; class?: string }) => (
  <span class={`block h-1.5 overflow-hidden rounded-full bg-sunken ${props.class ?? ''}`} aria-hidden="true">
    <span
      ref={(bar) =>
        createEffect(() => bar.style.setProperty('width', `${Math.min(1, Math.max(0, props.share)) * 100}%`))
      }
      class="block h-full rounded-full bg-accent-mark"
    />
  </span>
)
