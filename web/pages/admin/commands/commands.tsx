import { lazy, Show, Suspense } from 'solid-js'
import CommandIcon from '~icons/lucide/terminal'
import { formatMs, formatShare } from '#web/primitives/figures.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { KpiTile } from '#web/ui/kpi-tile.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { commandReportQuery, followCommands } from '#web/data/commands.ts'
import { useQuery } from '#web/data/query.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { CommandFilters } from './command-filters.tsx'
import { callOf, successOf, useCommandSearch } from './command-search.ts'
import { CommandTable } from './command-table.tsx'

const CommandChart = lazy(async () => ({ default: (await import('./command-chart.tsx')).CommandChart }))

/** Which commands are used, how well they do and how fast, day by day to 90 days. */
export function Commands() {
  const { search, change } = useCommandSearch()
  const query = useQuery(() => {
    const { days, command, guild } = search()
    return commandReportQuery({ days: Number(days), command, guild })
  })
  followCommands(({ guildId }) => !search().guild || guildId === search().guild)
  return (
    <div class="page">
      <PageHeader title="Commands" lead="Slash commands and menus: how often, how well and how fast." />
      <CommandFilters search={search()} commands={query.data?.commands ?? []} onChange={change} />
      <Loaded query={query} what="The statistics of commands">
        {(report) => (
          <>
            <dl class="card grid grid-cols-2 gap-px overflow-hidden bg-line md:grid-cols-3 lg:grid-cols-5 [&>*]:bg-surface max-lg:[&>:last-child]:col-span-2">
              <KpiTile
                label={search().command ? `Uses of ${callOf(search().command ?? '')}` : 'Uses'}
                value={report().all.uses}
                trend={report().days.map(({ uses }) => uses)}
                note={`${search().days} days`}
              />
              <KpiTile
                label="Success"
                value={successOf(report().all)}
                shown={report().all.uses === 0 ? '–' : formatShare(successOf(report().all))}
                note={`${report().all.failed} failed`}
              />
              <Latency label="p50" ms={report().all.p50} note="half are faster" />
              <Latency label="p95" ms={report().all.p95} note="95 of 100 are faster" />
              <Latency label="p99" ms={report().all.p99} note="99 of 100 are faster" />
            </dl>
            <Suspense fallback={<div class="card h-[24rem] sm:h-[21rem]" />}>
              <CommandChart days={report().days} view={search().view} onView={(view) => change({ view })} />
            </Suspense>
            <Show
              when={report().commands.length > 0}
              fallback={
                <div class="card">
                  <EmptyState icon={<CommandIcon />} title="No command was used">
                    {search().guild ? 'Not in this server, in these days.' : 'Uses appear here as they happen.'}
                  </EmptyState>
                </div>
              }
            >
              <CommandTable commands={report().commands} search={search()} onChange={change} />
            </Show>
          </>
        )}
      </Loaded>
    </div>
  )
}

const Latency = (props: { label: string; ms: number | null; note: string }) => (
  <KpiTile
    label={props.label}
    value={props.ms ?? 0}
    shown={props.ms === null ? '–' : formatMs(props.ms)}
    note={props.note}
  />
)
