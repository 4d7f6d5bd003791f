import { Show } from 'solid-js'
import SweepIcon from '~icons/lucide/brush'
import type { MemberFilter } from '#schema/contract/guild.ts'
import { asOf } from '#schema/contract/member-match.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { useGuild } from '#web/data/guild.ts'
import { openSweep } from '#web/data/open-sweep.ts'
import type { Selection } from '#web/pages/list/selection.ts'

/** As many as one sweep takes; contract/sweep.ts has the same, with all its schemas. */
const MOST = 10_000

/** What can be done with the rows picked, or with all who match: a sweep, planned before anything happens. */
export function SweepBar(props: { selection: Selection; filter: MemberFilter | undefined; total: number | null }) {
  const guild = useGuild()
  const picked = () => props.selection.ids().length
  const reason = (count: number): string | undefined => {
    if (!guild.seated('moderator')) return 'Sweeping needs a moderator seat.'
    return count > MOST ? `One sweep takes at most ${formatNumber(MOST)}.` : undefined
  }
  const all = () => (props.filter && props.total !== null && props.total > 1 ? props.total : 0)
  return (
    <Show when={picked() > 0 || all() > 0}>
      <section
        aria-label="Members picked"
        data-bar
        class={`flex flex-wrap items-center gap-2 ${
          picked() > 0
            ? 'sticky bottom-16 z-20 rounded-lg border border-line-strong bg-raised p-2 pl-4 shadow-raised md:top-3 md:bottom-auto'
            : ''
        }`}
      >
        <Show when={picked() > 0}>
          <p class="font-semibold" role="status">
            {formatNumber(picked())} picked
          </p>
          <Button
            size="sm"
            variant="primary"
            reason={reason(picked())}
            onClick={() => openSweep({ type: 'ids', ids: [...props.selection.ids()] })}
          >
            <SweepIcon /> Sweep these…
          </Button>
          <Button size="sm" variant="ghost" onClick={() => props.selection.clear()}>
            Pick none
          </Button>
        </Show>
        <Show when={picked() === 0 && props.filter}>
          {(filter) => (
            <Button
              size="sm"
              reason={reason(all())}
              onClick={() => openSweep({ type: 'members', filter: asOf(filter(), Date.now()) })}
            >
              <SweepIcon /> Sweep all {formatNumber(all())}…
            </Button>
          )}
        </Show>
      </section>
    </Show>
  )
}
