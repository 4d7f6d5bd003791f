import { Show } from 'solid-js'

/** A line between groups of a menu, with the name of the group below it. */
export function MenuSeparator(props: { label?: string }) {
  return (
    <div
      role="separator"
      aria-label={props.label}
      class={`my-1 border-t border-line ${props.label ? 'px-2.5 pt-2' : ''}`}
    >
      <Show when={props.label}>
        <span class="overline" aria-hidden="true">
          {props.label}
        </span>
      </Show>
    </div>
  )
}
