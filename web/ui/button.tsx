import { createMemo, Show, splitProps, type JSX } from 'solid-js'
import LoaderIcon from '~icons/lucide/loader-circle'
import { Tooltip } from './tooltip.tsx'

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  size?: 'sm' | 'md'
  /** shows a spinner and takes no clicks */
  busy?: boolean
  /** why it cannot be used now; the button stays focusable and says so */
  reason?: string | undefined
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['variant', 'size', 'busy', 'reason', 'children', 'onClick', 'class', 'type'])
  // a memo, as a press reads it outside of any owner
  const blocked = createMemo(() => own.busy === true || own.reason !== undefined)
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (blocked()) return event.preventDefault()
    if (typeof own.onClick === 'function') own.onClick(event)
  }
  return (
    <Tooltip text={own.reason}>
      {(described) => (
        <button
          {...rest}
          {...described}
          type={own.type ?? 'button'}
          class={`button ${own.class ?? ''}`}
          data-variant={own.variant ?? 'secondary'}
          data-size={own.size ?? 'md'}
          aria-disabled={blocked() ? 'true' : undefined}
          aria-busy={own.busy ? 'true' : undefined}
          onClick={press}
        >
          <Show when={own.busy}>
            <LoaderIcon class="spin" />
          </Show>
          {own.children}
        </button>
      )}
    </Tooltip>
  )
}
