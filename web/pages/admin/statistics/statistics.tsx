import { createEffect, createMemo, lazy, on, Suspense } from 'solid-js'
import { HOUR } from '#schema/contract/action.ts'
import { now } from '#web/primitives/clock.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { commandsLatelyQuery, followCommands } from '#web/data/commands.ts'
import { fleetTotalsQuery, followFleet } from '#web/data/fleet-totals.ts'
import { useQuery } from '#web/data/query.ts'
import { createSeconds } from '#web/primitives/seconds.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { compareDays } from './lately.ts'
import { Ranking } from './ranking.tsx'
import { Running } from './running.tsx'
import { Tiles } from './tiles.tsx'

const DayChart = lazy(async () => ({ default: (await import('./day-chart.tsx')).DayChart }))

/** All servers together, in numbers that keep themselves true. */
export function Statistics() {
  const commands = useQuery(() => commandsLatelyQuery)
  const fleet = useQuery(() => fleetTotalsQuery)
  const seconds = createSeconds(() => true)
  followCommands()
  followFleet()
  // without a use the hours still go by
  const hour = createMemo(() => Math.floor(now() / HOUR))
  createEffect(on(hour, () => void commands.refetch(), { defer: true }))
  return (
    <div class="page">
      <PageHeader title="Statistics" lead="All servers together, as they are now." />
      <Loaded query={commands} what="The statistics">
        {(lately) => {
          const days = createMemo(() => compareDays(lately()))
          return (
            <>
              <Tiles lately={lately()} days={days()} fleet={fleet} now={seconds()} />
              <div class="grid items-start gap-5 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] [&>*]:min-w-0">
                <div class="grid gap-5 [&>*]:min-w-0">
                  <Suspense fallback={<div class="card h-[21rem]" />}>
                    <DayChart days={days()} />
                  </Suspense>
                  <Running now={seconds()} />
                </div>
                <Ranking commands={lately().commands} />
              </div>
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
