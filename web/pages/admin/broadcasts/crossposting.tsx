import { createSignal, Show } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { announcementsQuery } from '#web/data/broadcasts.ts'
import { onPanel } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { AnnouncementsDialog } from './announcements-dialog.tsx'

/** Whether it is posted once in the announcement channel for those who follow it; and which channel that is. */
export function Crossposting(props: { chosen: boolean; hasFilter: boolean; onChange: (crosspost: boolean) => void }) {
  const query = useQuery(() => announcementsQuery)
  const [choosing, setChoosing] = createSignal(false)
  onPanel('announcements.changed', () => void query.refetch())
  const channel = () => query.data?.channel ?? null
  return (
    <div class="grid gap-1">
      <Checkbox
        checked={props.chosen}
        disabled={!props.chosen && (channel() === null || props.hasFilter)}
        help={
          props.hasFilter
            ? 'Not with a filter: whoever follows gets all that is crossposted.'
            : 'Discord carries the one message to all who follow, whatever category it has. The others are told one by one.'
        }
        onChange={props.onChange}
      >
        Post once and crosspost to followers
      </Checkbox>
      <div class="flex flex-wrap items-center gap-2 pl-7 text-sm text-ink-2">
        <Show when={channel()} fallback="No announcement channel is chosen.">
          {(one) => (
            <span>
              <bdi>#{one().channelName}</bdi> of <bdi>{one().guildName}</bdi>
            </span>
          )}
        </Show>
        <Button size="sm" variant="ghost" onClick={() => setChoosing(true)}>
          {channel() ? 'Change' : 'Choose'}
        </Button>
      </div>
      <Show when={choosing()}>
        <AnnouncementsDialog now={channel()} onClose={() => setChoosing(false)} />
      </Show>
    </div>
  )
}
