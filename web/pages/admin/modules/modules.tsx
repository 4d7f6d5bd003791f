import { For } from 'solid-js'
import { type ModuleId, modules } from '#schema/contract/modules.ts'
import type { FleetTotals } from '#schema/contract/fleet.ts'
import { formatShare } from '#web/primitives/figures.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { createSeconds } from '#web/primitives/seconds.ts'
import { Age } from '#web/ui/age.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ShareBar } from '#web/ui/share-bar.tsx'
import { fleetTotalsQuery, followFleet } from '#web/data/fleet-totals.ts'
import { useQuery } from '#web/data/query.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'

const ids = Object.keys(modules) as ModuleId[]

/** How many servers have each part of Wardroom on. */
export function Modules() {
  const query = useQuery(() => fleetTotalsQuery)
  const seconds = createSeconds(() => true)
  followFleet()
  const rows = (totals: FleetTotals) =>
    ids
      .map((id) => ({ id, count: totals.modules[id] ?? 0 }))
      .sort((a, b) => b.count - a.count || modules[a.id].label.localeCompare(modules[b.id].label))
  return (
    <div class="page">
      <PageHeader
        title="Modules"
        lead="How many servers have each part of Wardroom on, by their settings as they are now."
      />
      <Loaded query={query} what="The modules">
        {(totals) => (
          <section class="card" aria-labelledby="module-use">
            <header class="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-2.5">
              <h2 id="module-use" class="text-lg font-semibold">
                {totals().guilds === 1 ? 'One server' : `${formatNumber(totals().guilds)} servers`}
              </h2>
              <p class="text-sm text-ink-3">
                counted <Age at={totals().at} now={seconds()} />
              </p>
            </header>
            <ul class="divide-y divide-line">
              <For each={rows(totals())}>
                {({ id, count }) => {
                  const share = () => (totals().guilds === 0 ? 0 : count / totals().guilds)
                  return (
                    <li class="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 hover:bg-hover sm:grid-cols-[13rem_minmax(0,1fr)_9rem]">
                      <a
                        href={`/admin/servers?on=${id}`}
                        class="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                      >
                        {modules[id].label}
                      </a>
                      <ShareBar share={share()} class="order-last col-span-2 sm:order-none sm:col-span-1" />
                      <p class="text-right">
                        <strong class="font-semibold">{formatNumber(count)}</strong>{' '}
                        <span class="inline-block min-w-14 text-ink-3">{formatShare(share())}</span>
                      </p>
                    </li>
                  )
                }}
              </For>
            </ul>
          </section>
        )}
      </Loaded>
    </div>
  )
}
