import { Show } from 'solid-js'
import DeveloperIcon from '~icons/lucide/code-xml'
import EllipsisIcon from '~icons/lucide/ellipsis'
import KeyboardIcon from '~icons/lucide/keyboard'
import LogOutIcon from '~icons/lucide/log-out'
import MonitorIcon from '~icons/lucide/monitor'
import MoonIcon from '~icons/lucide/moon'
import SunIcon from '~icons/lucide/sun'
import { letterKeysOn, setLetterKeys } from '#web/primitives/letter-keys.ts'
import { setTheme, theme } from '#web/primitives/theme.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { MenuLink } from '#web/ui/menu-link.tsx'
import { MenuSeparator } from '#web/ui/menu-separator.tsx'
import { avatarUrl } from '#web/data/images.ts'
import { signOut, useSession } from '#web/data/session.ts'

/** Who is signed in, the theme, and the way out. `note` stands under the name. */
export function AccountMenu(props: { note?: string; side?: 'top' | 'bottom'; tone: 'hull' | 'page' }) {
  const session = useSession()
  const user = () => session.data?.user ?? null
  return (
    <Menu
      label="Account"
      side={props.side ?? 'bottom'}
      align={props.tone === 'page' ? 'end' : 'start'}
      class="w-56"
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          class={`flex min-h-12 w-full items-center gap-3 rounded-md px-2 py-1.5 text-left ${
            props.tone === 'hull' ? 'text-hull-ink hover:bg-hull-2' : 'hover:bg-hover'
          }`}
        >
          <Avatar name={user()?.name ?? '?'} src={user() && avatarUrl(user()!)} />
          <span class="min-w-0 flex-1 leading-tight">
            <span class="sr-only">Account: </span>
            <span class="block truncate font-semibold">{user()?.name}</span>
            <Show when={props.note}>
              <span class={`block truncate text-xs ${props.tone === 'hull' ? 'text-hull-muted' : 'text-ink-3'}`}>
                {props.note}
              </span>
            </Show>
          </span>
          <EllipsisIcon class={`flex-none ${props.tone === 'hull' ? 'text-hull-muted' : 'text-ink-3'}`} />
        </button>
      )}
    >
      <MenuItem icon={<MonitorIcon />} checked={theme() === 'system'} onSelect={() => setTheme('system')}>
        System theme
      </MenuItem>
      <MenuItem icon={<SunIcon />} checked={theme() === 'light'} onSelect={() => setTheme('light')}>
        Light
      </MenuItem>
      <MenuItem icon={<MoonIcon />} checked={theme() === 'dark'} onSelect={() => setTheme('dark')}>
        Dark
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<KeyboardIcon />} onSelect={() => setLetterKeys(!letterKeysOn())}>
        Letter shortcuts: {letterKeysOn() ? 'on' : 'off'}
        <span class="block text-xs text-ink-3">J and K in lists, / to search</span>
      </MenuItem>
      <MenuSeparator />
      <Show when={session.data?.developer}>
        <MenuLink href="/admin" icon={<DeveloperIcon />}>
          Developers' panel
        </MenuLink>
      </Show>
      <MenuItem icon={<LogOutIcon />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
