import type { Kpis } from '#schema/contract/live.ts'
import { now } from '#web/primitives/clock.ts'
import { KpiTile } from '#web/ui/kpi-tile.tsx'
import { useGuild } from '#web/data/guild.ts'
import { countedSince } from './counted-since.ts'
import type { Hours } from './overview-data.ts'

/** The server in six numbers. */
export function KpiRow(props: { kpis: Kpis; hours: Hours | undefined; since: number }) {
  const guild = useGuild()
  const span = () => countedSince(props.since, now()) ?? 'last 24 hours'
  return (
    <dl class="card grid grid-cols-2 gap-px overflow-hidden bg-line md:grid-cols-3 xl:grid-cols-6 [&>*]:bg-surface">
      <KpiTile label="Members" value={props.kpis.members} note="now" />
      <KpiTile label="Joined" value={props.kpis.joins} note={span()} trend={props.hours?.joins} />
      <KpiTile label="Left" value={props.kpis.leaves} note={span()} trend={props.hours?.leaves} />
      <KpiTile label="Messages" value={props.kpis.messages} note={span()} trend={props.hours?.messages} />
      <KpiTile label="Actions" value={props.kpis.actions} note={span()} trend={props.hours?.actions} />
      <KpiTile
        label="Running"
        value={props.kpis.running}
        href={guild.link('/cases?status=running')}
        note={props.kpis.overdue > 0 ? `${props.kpis.overdue} overdue` : 'temporary actions'}
        tone={props.kpis.overdue > 0 ? 'warn' : 'neutral'}
      />
    </dl>
  )
}
