import type { JSX } from 'solid-js'
import { moveFocus } from '#web/primitives/roving.ts'
import { Popover, type PopoverTrigger } from './popover.tsx'

/** A menu of MenuItem and MenuLink: arrows, Home and End move, Escape and Tab leave, choosing closes it. */
export function Menu(props: {
  label: string
  trigger: (props: PopoverTrigger) => JSX.Element
  align?: 'start' | 'end'
  side?: 'bottom' | 'top'
  class?: string
  children: JSX.Element
}) {
  let menu!: HTMLDivElement
  const items = () => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  return (
    <Popover
      label={props.label}
      trigger={props.trigger}
      align={props.align ?? 'start'}
      side={props.side ?? 'bottom'}
      role="menu"
      class={`p-1 min-w-48 ${props.class ?? ''}`}
      ref={(element) => {
        menu = element
        element.addEventListener('click', (event) => {
          const item = (event.target as Element).closest('[role^=menuitem]')
          if (item && item.getAttribute('aria-disabled') !== 'true') element.hidePopover()
        })
      }}
      onToggle={(open) => open && items()[0]?.focus()}
      onKeyDown={(event) => {
        if (event.key === 'Tab') menu.hidePopover()
        else moveFocus(event, items())
      }}
    >
      {props.children}
    </Popover>
  )
}
