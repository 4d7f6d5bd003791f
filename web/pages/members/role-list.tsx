import { createMemo, For, Show } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import { useGuild } from '#web/data/guild.ts'
import { Chip } from '#web/ui/chip.tsx'

const hex = (color: number): string => `#${color.toString(16).padStart(6, '0')}`

/** Someone's roles, highest first. The colour is a dot beside the name, so that every name can be read. */
export function RoleList(props: { roleIds: readonly Snowflake[]; most?: number }) {
  const guild = useGuild()
  const roles = createMemo(() =>
    props.roleIds
      .flatMap((id) => guild.role(id) ?? [])
      .filter((role) => role.id !== guild.id)
      .toSorted((a, b) => b.position - a.position),
  )
  const shown = () => roles().slice(0, props.most ?? roles().length)
  const rest = () => roles().slice(shown().length)
  return (
    <Show when={roles().length > 0} fallback={<span class="text-sm text-ink-3">No roles</span>}>
      <ul class="flex min-w-0 flex-wrap items-center gap-1.5" aria-label="Roles">
        <For each={shown()}>
          {(role) => (
            <li class="max-w-full min-w-0">
              <Chip {...(role.color ? { color: hex(role.color) } : {})}>
                <bdi>{role.name}</bdi>
              </Chip>
            </li>
          )}
        </For>
        <Show when={rest().length > 0}>
          <li
            class="text-sm text-ink-3"
            title={rest()
              .map((role) => role.name)
              .join(', ')}
          >
            +{rest().length}
            <span class="sr-only"> more</span>
          </li>
        </Show>
      </ul>
    </Show>
  )
}
