import { For, Show } from 'solid-js'
import CrownIcon from '~icons/lucide/crown'
import ShieldIcon from '~icons/lucide/shield-check'
import { Badge } from '#web/ui/badge.tsx'
import { useGuild } from '#web/data/guild.ts'
import { has } from '#schema/contract/permission.ts'

/** Those who sit here without being given a seat, by what they are on Discord. */
export function ImpliedSeats(props: { owner: { name: string | null; avatar: string | null } | undefined }) {
  const guild = useGuild()
  const administrators = () =>
    guild
      .roles()
      .filter((role) => !role.managed && has(BigInt(role.permissions), 'administrator'))
      .sort((a, b) => b.position - a.position)
  return (
    <section class="card" aria-labelledby="implied">
      <h2 id="implied" class="border-b border-line px-4 py-3 text-lg font-semibold">
        By what they are on Discord
      </h2>
      <ul class="divide-y divide-line">
        <li class="flex items-center gap-3 px-4 py-3">
          <span class="grid size-8 flex-none place-items-center rounded-full bg-accent-soft text-accent">
            <CrownIcon />
          </span>
          <p class="min-w-0 flex-1">
            <a href={guild.link(`/members/${guild.ownerId()}`)} class="font-semibold hover:underline">
              <bdi>{props.owner?.name ?? 'The owner'}</bdi>
            </a>
            <span class="block text-sm text-ink-3">
              {guild.ownerId() === guild.access().userId ? 'You own the server' : 'Owns the server'}
            </span>
          </p>
          <Badge tone="accent">Admin</Badge>
        </li>
        <li class="flex items-center gap-3 px-4 py-3">
          <span class="grid size-8 flex-none place-items-center rounded-full bg-info-soft text-info">
            <ShieldIcon />
          </span>
          <p class="min-w-0 flex-1">
            <span class="font-semibold">Administrators</span>
            <span class="block text-sm text-ink-3">
              <Show when={administrators().length > 0} fallback="No role has the Administrator permission.">
                Everyone with <For each={administrators()}>{(role, i) => `${i() > 0 ? ', ' : ''}${role.name}`}</For>
              </Show>
            </span>
          </p>
          <Badge tone="accent">Admin</Badge>
        </li>
      </ul>
    </section>
  )
}
