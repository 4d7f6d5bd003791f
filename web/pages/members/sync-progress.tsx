import { createSignal, Show } from 'solid-js'
import LoaderIcon from '~icons/lucide/loader-circle'
import { formatNumber } from '#web/primitives/format.ts'
import { useGuild } from '#web/data/guild.ts'
import { onLive } from '#web/data/live.ts'
import { refetchMembers } from '#web/data/members.ts'

/** How far Discord's member list has been read, while it is being read. */
export function SyncProgress() {
  const guild = useGuild()
  const [known, setKnown] = createSignal<number | null>(null)
  onLive('members.synced', (data) => {
    setKnown(data.done ? null : data.known)
    if (data.done) void refetchMembers(guild.id)
  })
  return (
    <div role="status" class="empty:hidden">
      <Show when={known() !== null}>
        <p class="flex items-center gap-2 text-sm text-ink-2">
          <LoaderIcon class="spin text-info" />
          Reading the member list from Discord: {formatNumber(known() ?? 0)} so far
        </p>
      </Show>
    </div>
  )
}
