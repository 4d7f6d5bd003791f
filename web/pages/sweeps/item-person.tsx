import { Show } from 'solid-js'
import type { SweepItem } from '#schema/contract/sweep.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'

/** The name of whom an item is about, or their id. */
export const itemName = (item: SweepItem): string => item.person?.name ?? item.targetId

/** Whom an item is about, as a link to their page. */
export function ItemPerson(props: { item: SweepItem }) {
  const guild = useGuild()
  return (
    <div class="flex min-w-0 items-center gap-2.5">
      <Avatar name={itemName(props.item)} src={props.item.person && avatarUrl(props.item.person)} size={24} />
      <div class="min-w-0">
        <a
          href={guild.link(`/members/${props.item.targetId}`)}
          data-row={props.item.position}
          class="link block min-h-6 truncate font-medium text-ink! coarse:min-h-7"
        >
          <bdi>{itemName(props.item)}</bdi>
        </a>
        <Show when={props.item.person}>
          <p class="truncate font-mono text-xs text-ink-3">{props.item.targetId}</p>
        </Show>
      </div>
    </div>
  )
}
