import { Show, type JSX } from 'solid-js'
import XIcon from '~icons/lucide/x'

/** A value that can be taken away: a filter, a role. `color` is any CSS colour, shown as a dot. */
export function Chip(props: { children: JSX.Element; onRemove?: () => void; removeLabel?: string; color?: string }) {
  return (
    <span class="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-full border border-line bg-surface pl-2.5 text-sm">
      <Show when={props.color}>
        {(color) => (
          <span
            ref={(dot) => dot.style.setProperty('background', color())}
            class="size-2.5 flex-none rounded-full"
            aria-hidden="true"
          />
        )}
      </Show>
      <span class={`truncate ${props.onRemove ? '' : 'pr-2.5'}`}>{props.children}</span>
      <Show when={props.onRemove}>
        <button
          type="button"
          aria-label={props.removeLabel ?? 'Remove'}
          class="grid size-6 flex-none place-items-center rounded-full text-ink-3 hover:bg-hover hover:text-ink coarse:size-11"
          onClick={() => props.onRemove?.()}
        >
          <XIcon />
        </button>
      </Show>
    </span>
  )
}
