import { createSignal, createUniqueId, Show, type JSX } from 'solid-js'

/** What the opener spreads onto its button. */
export interface PopoverTrigger {
  popovertarget: string
  'aria-expanded': 'true' | 'false'
  'aria-haspopup'?: 'menu' | 'dialog'
  'aria-controls': string
}

export interface PopoverProps {
  /** the name of the panel */
  label: string
  trigger: (props: PopoverTrigger) => JSX.Element
  align?: 'start' | 'end'
  side?: 'bottom' | 'top'
  role?: 'dialog' | 'menu'
  class?: string
  ref?: (element: HTMLDivElement) => void
  onToggle?: (open: boolean) => void
  onKeyDown?: (event: KeyboardEvent) => void
  children: JSX.Element
}

/** A native popover anchored to its button: closes by Escape and by a click elsewhere. Content exists only while open. */
export function Popover(props: PopoverProps) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const role = () => props.role ?? 'dialog'
  return (
    <>
      {props.trigger({
        popovertarget: id,
        get 'aria-expanded'() {
          return open() ? 'true' : 'false'
        },
        get 'aria-haspopup'() {
          return role()
        },
        'aria-controls': id,
      })}
      <div
        ref={(element) => props.ref?.(element)}
        id={id}
        popover="auto"
        role={role()}
        aria-label={props.label}
        class={`popover ${props.class ?? 'p-3'}`}
        data-align={props.align ?? 'start'}
        data-side={props.side ?? 'bottom'}
        onBeforeToggle={(event) => event.newState === 'open' && setOpen(true)}
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          props.onToggle?.(event.newState === 'open')
        }}
        onKeyDown={(event) => props.onKeyDown?.(event)}
      >
        <Show when={open()}>{props.children}</Show>
      </div>
    </>
  )
}
