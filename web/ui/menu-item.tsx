import { Show, type JSX } from 'solid-js'
import CheckIcon from '~icons/lucide/check'

/** One choice of a menu; with `checked` it is one of a group (`menuitemradio`). */
export function MenuItem(props: {
  icon?: JSX.Element
  children: JSX.Element
  onSelect: () => void
  tone?: 'danger'
  checked?: boolean
  /** why it cannot be chosen now */
  reason?: string | undefined
}) {
  return (
    <button
      type="button"
      role={props.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={props.checked}
      aria-disabled={props.reason ? 'true' : undefined}
      tabindex="-1"
      class="menu-item"
      data-tone={props.tone}
      onClick={() => !props.reason && props.onSelect()}
    >
      <span class="flex-none text-ink-3">{props.icon}</span>
      <span class="min-w-0 flex-1">
        {props.children}
        <Show when={props.reason}>
          <span class="block text-xs text-ink-3">{props.reason}</span>
        </Show>
      </span>
      <Show when={props.checked}>
        <CheckIcon class="flex-none text-accent" />
      </Show>
    </button>
  )
}
