import { createSignal, lazy, onMount, Show, Suspense } from 'solid-js'
import GavelIcon from '~icons/lucide/gavel'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useLive } from '#web/data/live.ts'
import { openAct } from '#web/pages/act/open-act.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { Feed } from './feed.tsx'
import { KpiRow } from './kpi-row.tsx'
import { LatestActions } from './latest-actions.tsx'
import { createOverview } from './overview-data.ts'

const HourChart = lazy(async () => ({ default: (await import('./hour-chart.tsx')).HourChart }))

const RaidAlerts = lazy(async () => ({ default: (await import('./raid-alerts.tsx')).RaidAlerts }))

/** The server now: its numbers, its last day, and what happens. */
export function Overview() {
  const guild = useGuild()
  const { query, kpis, hours, fresh } = createOverview(guild.id)
  const live = useLive()
  const blocked = () => {
    if (!guild.seated('moderator')) return 'Your seat here is viewer; acting needs moderator.'
    return live.state() === 'offline' ? 'You are offline.' : undefined
  }
  const [painted, setPainted] = createSignal(false)
  onMount(() => requestAnimationFrame(() => setTimeout(() => setPainted(true))))
  return (
    <div class="page">
      <PageHeader
        title="Overview"
        documentTitle={`Overview · ${guild.name()}`}
        actions={
          <Button variant="primary" reason={blocked()} onClick={() => openAct({ guildId: guild.id })}>
            <GavelIcon />
            Act…
          </Button>
        }
      />
      <Loaded query={query} what="The overview" skeleton={<Waiting />}>
        {(data) => (
          <>
            <Show when={(kpis()?.overdue ?? 0) > 0}>
              <Notice
                tone="warn"
                action={
                  <LinkButton size="sm" href={guild.link('/cases?status=running')}>
                    Show them
                  </LinkButton>
                }
              >
                <strong>
                  {kpis()!.overdue === 1 ? 'One temporary action is' : `${kpis()!.overdue} temporary actions are`}{' '}
                  overdue.
                </strong>{' '}
                Discord has not agreed to end {kpis()!.overdue === 1 ? 'it' : 'them'}; Wardroom keeps trying.
              </Notice>
            </Show>
            <KpiRow kpis={kpis()!} hours={hours()} since={data().since} />
            <div class="grid items-start gap-5 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] [&>*]:min-w-0">
              <div class="grid gap-5 [&>*]:min-w-0">
                <Suspense fallback={<ChartPlace />}>
                  <Show when={painted()} fallback={<ChartPlace />}>
                    <HourChart hours={hours()!} since={data().since} />
                  </Show>
                </Suspense>
                <LatestActions fetched={data().feed} fresh={fresh()} />
                <Suspense>
                  <Show when={painted()}>
                    <RaidAlerts />
                  </Show>
                </Suspense>
              </div>
              <Feed fetched={data().feed} seq={data().seq} fresh={fresh()} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}

/** As high as the chart, whose code comes after the first paint. */
const ChartPlace = () => <div class="card h-[24.5rem] sm:h-[20.875rem]" />

const Waiting = () => (
  <div class="grid gap-5">
    <Skeleton lines={1} class="h-28" label="Loading the overview" />
    <div class="grid gap-5 lg:grid-cols-[7fr_5fr]">
      <Skeleton lines={1} class="h-80" />
      <Skeleton lines={8} class="h-8" />
    </div>
  </div>
)
