import { createUniqueId, Show, type JSX } from 'solid-js'

/** What the described element spreads: the description for assistive technology and the handlers that show it. */
export interface Described {
  'aria-describedby'?: string | undefined
  onPointerEnter?: (event: PointerEvent) => void
  onPointerLeave?: () => void
  onFocusIn?: (event: FocusEvent) => void
  onFocusOut?: () => void
  onKeyDown?: (event: KeyboardEvent) => void
}

/** A sentence shown on hover and focus, put away by Escape; without text it is only its child. */
export function Tooltip(props: {
  text: string | undefined
  side?: 'top' | 'right'
  children: (described: Described) => JSX.Element
}) {
  const id = createUniqueId()
  let tip: HTMLDivElement | undefined
  const show = (anchor: EventTarget | null) => {
    if (!tip?.isConnected || !(anchor instanceof HTMLElement)) return
    anchor.style.setProperty('anchor-name', `--${id}`)
    tip.style.setProperty('position-anchor', `--${id}`)
    tip.showPopover()
  }
  const hide = () => tip?.isConnected && tip.hidePopover()
  const described: Described = {
    get 'aria-describedby'() {
      return props.text ? id : undefined
    },
    onPointerEnter: (event) => show(event.currentTarget),
    onPointerLeave: hide,
    onFocusIn: (event) => show(event.currentTarget),
    onFocusOut: hide,
    onKeyDown: (event) => event.key === 'Escape' && tip?.matches(':popover-open') && (event.stopPropagation(), hide()),
  }
  return (
    <>
      {props.children(described)}
      <Show when={props.text}>
        <div ref={tip} id={id} role="tooltip" popover="manual" class="popover tooltip" data-side={props.side}>
          {props.text}
        </div>
      </Show>
    </>
  )
}
