import { For, Show } from 'solid-js'
import ChevronsIcon from '~icons/lucide/chevrons-up-down'
import ServersIcon from '~icons/lucide/server'
import { Avatar } from '#web/ui/avatar.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuLink } from '#web/ui/menu-link.tsx'
import { MenuSeparator } from '#web/ui/menu-separator.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useGuilds } from '#web/data/guilds.ts'
import { iconUrl } from '#web/data/images.ts'

/** The server one is in, and the way to the others. */
export function GuildSwitcher() {
  const guild = useGuild()
  const guilds = useGuilds()
  const seated = () => (guilds.data ?? []).filter((one) => one.access !== null)
  return (
    <Menu
      label="Switch server"
      class="w-60"
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`${guild.name()}: switch server`}
          class="flex min-h-12 w-full items-center gap-3 rounded-md px-2 py-1.5 text-left text-hull-ink hover:bg-hull-2"
        >
          <Avatar name={guild.name()} src={iconUrl({ id: guild.id, icon: guild.icon() })} shape="square" />
          <span class="line-clamp-2 min-w-0 flex-1 leading-tight font-semibold">{guild.name()}</span>
          <ChevronsIcon class="flex-none text-hull-muted" />
        </button>
      )}
    >
      <For each={seated()}>
        {(one) => (
          <MenuLink
            href={`/dashboard/${one.id}`}
            current={one.id === guild.id}
            icon={<Avatar name={one.name} src={iconUrl(one)} size={24} shape="square" />}
          >
            {one.name}
          </MenuLink>
        )}
      </For>
      <Show when={seated().length > 0}>
        <MenuSeparator />
      </Show>
      <MenuLink href="/servers" icon={<ServersIcon />}>
        All servers
      </MenuLink>
    </Menu>
  )
}
