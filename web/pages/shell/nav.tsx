import { useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import LockIcon from '~icons/lucide/lock'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { useGuild } from '#web/data/guild.ts'
import { navItems, type NavItem } from './nav-items.ts'

/** Where one can go in this server. What one's seat does not reach stays visible and says why. */
export function Nav() {
  const guild = useGuild()
  return (
    <nav aria-label="Main">
      <ul class="grid gap-0.5">
        <For each={navItems}>
          {(item) => (
            <li>
              <Show when={guild.seated(item.needs)} fallback={<Locked item={item} />}>
                <Place item={item} />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </nav>
  )
}

const row = 'flex min-h-9 items-center gap-3 rounded-md px-3 text-base font-medium coarse:min-h-11'

function Place(props: { item: NavItem }) {
  const guild = useGuild()
  const location = useLocation()
  const href = () => guild.link(props.item.path)
  const current = () =>
    props.item.path === '' ? location.pathname.replace(/\/$/, '') === href() : location.pathname.startsWith(href())
  return (
    <a
      href={href()}
      aria-current={current() ? 'page' : undefined}
      class={`${row} relative bg-hull text-hull-muted hover:bg-hull-2 hover:text-hull-ink aria-[current]:bg-hull-2 aria-[current]:text-hull-ink`}
    >
      <span
        class="absolute inset-y-1.5 left-0 hidden w-[3px] rounded-full bg-hull-accent in-[[aria-current]]:block"
        aria-hidden="true"
      />
      <Dynamic component={props.item.icon} class="text-lg in-[[aria-current]]:text-hull-accent" />
      {props.item.label}
      <Show when={props.item.badge}>{(badge) => <Dynamic component={badge()} />}</Show>
    </a>
  )
}

function Locked(props: { item: NavItem }) {
  const guild = useGuild()
  return (
    <Tooltip
      side="right"
      text={`Your seat here is ${guild.access().level}; ${props.item.label} needs ${props.item.needs}.`}
    >
      {(described) => (
        <a {...described} role="link" aria-disabled="true" tabindex="0" class={`${row} text-hull-muted`}>
          <Dynamic component={props.item.icon} class="text-lg opacity-60" />
          <span class="flex-1">{props.item.label}</span>
          <LockIcon class="text-sm" />
        </a>
      )}
    </Tooltip>
  )
}
