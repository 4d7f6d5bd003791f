import { useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import SearchIcon from '~icons/lucide/search'
import { Avatar } from '#web/ui/avatar.tsx'
import { useGuild } from '#web/data/guild.ts'
import { iconUrl } from '#web/data/images.ts'
import { openPalette } from '#web/pages/palette/open-palette.ts'
import { ConnectionState } from './connection-state.tsx'
import { Drawer } from './drawer.tsx'
import { navItems } from './nav-items.ts'
import { RaidButton } from './raid-button.tsx'
import { Sidebar } from './sidebar.tsx'

/** The bar at the top of phones, with the drawer behind its button. */
export function TopBar() {
  const guild = useGuild()
  return (
    <header class="hull sticky top-0 z-20 flex h-14 items-center gap-2 bg-hull px-2 text-hull-ink md:hidden">
      <Drawer>{(close) => <Sidebar corner={close} />}</Drawer>
      <Avatar name={guild.name()} src={iconUrl({ id: guild.id, icon: guild.icon() })} size={24} shape="square" />
      <span class="min-w-0 flex-1 truncate font-semibold">{guild.name()}</span>
      <button
        type="button"
        aria-label="Search or act"
        class="grid size-11 flex-none place-items-center rounded-md text-xl hover:bg-hull-2"
        onClick={openPalette}
      >
        <SearchIcon />
      </button>
      <RaidButton compact />
      <span class="pr-2">
        <ConnectionState />
      </span>
    </header>
  )
}

/** The main places within reach of a thumb. */
export function BottomBar() {
  const guild = useGuild()
  const location = useLocation()
  return (
    <nav
      aria-label="Places"
      class="sticky bottom-0 z-20 grid grid-cols-3 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <For each={navItems.slice(0, 3)}>
        {(item) => {
          const href = () => guild.link(item.path)
          const current = () =>
            item.path === '' ? location.pathname.replace(/\/$/, '') === href() : location.pathname.startsWith(href())
          return (
            <a
              href={href()}
              aria-current={current() ? 'page' : undefined}
              class="relative grid min-h-14 place-content-center justify-items-center gap-0.5 text-xs font-medium text-ink-3 aria-[current]:text-ink"
            >
              <Show when={current()}>
                <span class="absolute inset-x-6 top-0 h-0.5 bg-accent-mark" aria-hidden="true" />
              </Show>
              <Dynamic component={item.icon} class="text-xl" />
              {item.label}
            </a>
          )
        }}
      </For>
    </nav>
  )
}
