import { Show, type JSX } from 'solid-js'
import type { FleetTotals } from '#schema/contract/fleet.ts'
import type { CommandsLately } from '#schema/contract/ops.ts'
import { formatMs, formatShare } from '#web/primitives/figures.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Age } from '#web/ui/age.tsx'
import { KpiTile } from '#web/ui/kpi-tile.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import type { Query } from '#web/data/query.ts'
import type { compareDays } from './lately.ts'

/** The figures that are asked for first, each with what it means and how old it is. */
export function Tiles(props: {
  lately: CommandsLately
  days: ReturnType<typeof compareDays>
  fleet: Query<FleetTotals>
  now: number
}) {
  const all = () => props.lately.all
  const note = (words: JSX.Element, at: number | undefined) => (
    <>
      {words}
      <Show when={at !== undefined && at}>
        {(known) => (
          <>
            {' '}
            · <Age at={known()} now={props.now} />
          </>
        )}
      </Show>
    </>
  )
  const fleetNote = (words: (totals: FleetTotals) => string) => {
    const totals = props.fleet.data
    if (totals) return note(words(totals), totals.at)
    return props.fleet.isError ? failureMessage(props.fleet.error) : 'being counted'
  }
  const shown = () => (props.fleet.data ? undefined : '–')
  return (
    <dl class="card grid grid-cols-2 gap-px overflow-hidden bg-line md:grid-cols-3 [&>*]:bg-surface">
      <KpiTile
        label="Servers"
        href="/admin/servers"
        value={props.fleet.data?.guilds ?? 0}
        shown={shown()}
        note={fleetNote(({ removed }) =>
          removed > 0 ? `${formatNumber(removed)} more removed the bot` : 'with the bot',
        )}
      />
      <KpiTile
        label="Members reached"
        value={props.fleet.data?.members ?? 0}
        shown={shown()}
        note={fleetNote(() => 'of all servers, counted in each')}
      />
      <KpiTile
        label="People who used a command"
        value={props.lately.users}
        note={note('ever, each once', props.lately.at)}
      />
      <KpiTile
        label="Commands, 24 hours"
        value={all().uses}
        trend={props.days.last}
        note={note(
          props.days.change ? `${props.days.change.words} the day before` : 'none the day before',
          props.lately.at,
        )}
      />
      <KpiTile
        label="Went well, 24 hours"
        value={all().uses - all().failed}
        shown={all().uses === 0 ? '–' : formatShare((all().uses - all().failed) / all().uses)}
        note={note(`${formatNumber(all().failed)} failed`, props.lately.at)}
      />
      <KpiTile
        label="Until done, p95"
        value={all().p95 ?? 0}
        shown={all().p95 === null ? '–' : formatMs(all().p95 ?? 0)}
        note={note(all().p50 === null ? 'no command yet' : `half within ${formatMs(all().p50 ?? 0)}`, props.lately.at)}
      />
    </dl>
  )
}
