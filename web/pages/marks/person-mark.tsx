import { Show } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'

/** Someone's face and name, leading to their page in this server; `bare` is the name alone. */
export function PersonMark(props: {
  person: { id: Snowflake; name: string; avatar?: string | null | undefined }
  size?: 20 | 24 | 32
  bare?: boolean
}) {
  const guild = useGuild()
  const href = () => guild.link(`/members/${props.person.id}`)
  return (
    <Show
      when={!props.bare}
      fallback={
        <a href={href()} class="font-semibold text-ink hover:underline">
          {props.person.name}
        </a>
      }
    >
      <a
        href={href()}
        class="inline-flex min-h-6 max-w-full items-center gap-1.5 align-bottom font-semibold text-ink hover:underline"
      >
        <Avatar name={props.person.name} src={avatarUrl(props.person)} size={props.size ?? 24} />
        <span class="truncate">{props.person.name}</span>
      </a>
    </Show>
  )
}
