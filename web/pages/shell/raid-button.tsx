import ShieldIcon from '~icons/lucide/shield-alert'
import { Tooltip } from '#web/ui/tooltip.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { useQuery } from '#web/data/query.ts'
import { raidQuery } from '#web/data/raid.ts'
import { openRaid } from '#web/pages/raid/open-raid.ts'

/** Opens the raid dialog, on every page; who may not use it reads why. */
export function RaidButton(props: { compact?: boolean }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const query = useQuery(() => raidQuery(guild.id))
  const isOn = () => query.data?.mode != null
  const refusal = () => deeds('contain')?.message
  return (
    <Tooltip text={refusal()} side={props.compact ? 'top' : 'right'}>
      {(described) => (
        <button
          {...described}
          type="button"
          aria-disabled={refusal() ? 'true' : undefined}
          class="flex min-h-9 items-center gap-3 rounded-md border border-hull-line px-3 text-left font-medium whitespace-nowrap text-hull-muted not-aria-disabled:hover:bg-hull-2 not-aria-disabled:hover:text-hull-ink data-[on]:border-[#ff958b] data-[on]:text-[#ffb3ab] data-[compact]:gap-1.5 data-[compact]:px-2 coarse:min-h-11"
          data-on={isOn() ? '' : undefined}
          data-compact={props.compact ? '' : undefined}
          onClick={() => refusal() || openRaid()}
        >
          <ShieldIcon class="text-lg" aria-hidden="true" />
          {props.compact ? 'Raid' : isOn() ? 'Raid mode is on' : 'Raid mode'}
        </button>
      )}
    </Tooltip>
  )
}
