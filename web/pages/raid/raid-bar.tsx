import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createMemo, For, onCleanup, Show } from 'solid-js'
import { now } from '#web/primitives/clock.ts'
import { useGuild } from '#web/data/guild.ts'
import { useLive } from '#web/data/live.ts'
import { useQuery } from '#web/data/query.ts'
import { patchRaid, raidQuery } from '#web/data/raid.ts'
import { AlertBanner } from './alert-banner.tsx'
import { createBlocked } from './blocked-raid.ts'
import { ModeBanner } from './mode-banner.tsx'
import { openRaid, raidWish } from './open-raid.ts'
import { RaidDialog } from './raid-dialog.tsx'
import { openAlerts } from './raid-words.ts'
import { sweepWave } from './sweep-wave.ts'

/** So many banners at a time; the Overview has all alerts. */
const MOST = 2

/** What every page says of raids, and the dialog. Keeps what was fetched of them true to the stream. */
export function RaidBar() {
  const guild = useGuild()
  const live = useLive()
  const location = useLocation()
  const navigate = useNavigate()
  const query = useQuery(() => raidQuery(guild.id))
  const blocked = createBlocked()
  onCleanup(live.on((frame) => patchRaid(guild.id, frame)))
  const alertIds = createMemo(() =>
    openAlerts(query.data?.alerts ?? [], now())
      .slice(0, MOST)
      .map(({ id }) => id),
  )
  const alertOf = (id: string) => query.data?.alerts.find((alert) => alert.id === id)

  // from the buttons under the alert in Discord
  createEffect(() => {
    const { raid, sweep } = location.query
    const alert = typeof sweep === 'string' ? alertOf(sweep) : undefined
    if (raid !== 'on' && !alert) return
    navigate(location.pathname, { replace: true })
    if (raid === 'on') openRaid()
    else if (alert) sweepWave(alert)
  })
  return (
    <>
      <div role="status" class="grid gap-2 px-4 not-empty:pt-4 md:px-8">
        <Show when={query.data?.mode}>{(mode) => <ModeBanner mode={mode()} blocked={blocked} />}</Show>
        <For each={alertIds()}>
          {(id) => (
            <Show when={alertOf(id)}>
              {(alert) => <AlertBanner alert={alert()} blocked={blocked} offersMode={!query.data?.mode} />}
            </Show>
          )}
        </For>
      </div>
      <Show when={raidWish() !== null && query.data}>
        {(state) => <RaidDialog state={state()} blocked={blocked} />}
      </Show>
    </>
  )
}
