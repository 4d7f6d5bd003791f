import type { JSX } from 'solid-js'
import { FlagMark } from '#web/ui/flag-mark.tsx'
import { useGuild } from '#web/data/guild.ts'
import { AccountMenu } from './account-menu.tsx'
import { GuildSwitcher } from './guild-switcher.tsx'
import { Nav } from './nav.tsx'
import { PaletteButton } from './palette-button.tsx'
import { RaidButton } from './raid-button.tsx'

const via = { owner: 'Owner', administrator: 'Administrator', seat: 'Seat' }

/** The contents of the sidebar, and of the drawer on phones. */
export function Sidebar(props: { /** at the right of the name */ corner: JSX.Element }) {
  const guild = useGuild()
  const note = () => {
    const { level, via: how } = guild.access()
    return how === 'seat' ? `Seat: ${level}` : via[how]
  }
  return (
    <div class="hull flex h-full flex-col gap-4 p-3">
      <div class="flex items-center justify-between gap-2 px-2 pt-1.5">
        <a href="/servers" class="flex items-center gap-2.5 text-hull-ink">
          <FlagMark class="size-6" />
          <span class="text-lg font-semibold tracking-tight">Wardroom</span>
        </a>
        {props.corner}
      </div>
      <div class="border-y border-hull-line py-2">
        <GuildSwitcher />
      </div>
      <div class="grid gap-2">
        <PaletteButton />
        <RaidButton />
      </div>
      <div class="flex-1">
        <Nav />
      </div>
      <div class="border-t border-hull-line pt-2">
        <AccountMenu tone="hull" side="top" note={note()} />
      </div>
    </div>
  )
}
