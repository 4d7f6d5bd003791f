import type { JSX } from 'solid-js'

/** A place to go, in a menu. */
export function MenuLink(props: {
  href: string
  icon?: JSX.Element
  current?: boolean
  /** leads to a file to keep rather than to a page */
  download?: boolean
  children: JSX.Element
}) {
  return (
    <a
      href={props.href}
      role="menuitem"
      download={props.download ? '' : undefined}
      tabindex="-1"
      class="menu-item"
      aria-current={props.current ? 'page' : undefined}
      data-active={props.current ? '' : undefined}
    >
      <span class="flex-none text-ink-3">{props.icon}</span>
      <span class="min-w-0 flex-1">{props.children}</span>
    </a>
  )
}
