import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, For, Show } from 'solid-js'
import { formatNumber } from '#web/primitives/format.ts'
import { useGuild } from '#web/data/guild.ts'
import { sweepWish, takeSweepWish } from '#web/data/open-sweep.ts'
import { useOpenSweeps } from '#web/data/sweeps.ts'
import { Bar } from './run/bar.tsx'
import { doTo, settledOf, stateWords } from './sweep-words.ts'

const MOST = 2

/** Says on every page of a server which sweeps are under way there, and opens the ones that other pages ask for. */
export function SweepBar() {
  const guild = useGuild()
  const location = useLocation()
  const navigate = useNavigate()
  const open = useOpenSweeps(() => guild.id)
  const elsewhere = () => {
    const path = location.pathname.replace(/\/$/, '')
    return path === guild.link('/sweeps') ? [] : open().filter(({ id }) => path !== guild.link(`/sweeps/${id}`))
  }
  createEffect(() => {
    if (!sweepWish()) return
    const { source, deed } = takeSweepWish() ?? {}
    navigate(guild.link('/sweeps/new'), { state: { source, deed } })
  })
  return (
    <Show when={elsewhere().length > 0}>
      <ul aria-label="Sweeps under way" class="grid border-b border-line bg-surface">
        <For each={elsewhere().slice(0, MOST)}>
          {(sweep) => (
            <li class="grid">
              <a
                href={guild.link(`/sweeps/${sweep.id}`)}
                class="grid min-h-9 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 px-4 py-1.5 hover:bg-hover md:px-8 coarse:min-h-11"
              >
                <span class="font-medium">
                  <span class="sr-only">Sweep: </span>
                  {doTo(sweep.deed.kind, sweep.counts.acting)}
                  <span class="text-ink-3"> · {stateWords[sweep.state].text.toLowerCase()}</span>
                </span>
                <Bar slim sweep={sweep} />
                <span class="text-sm text-ink-2">
                  {formatNumber(settledOf(sweep))}/{formatNumber(sweep.counts.acting)}
                </span>
              </a>
            </li>
          )}
        </For>
        <Show when={elsewhere().length > MOST}>
          <li class="px-4 pb-1.5 md:px-8">
            <a class="link" href={guild.link('/sweeps')}>
              {elsewhere().length - MOST} more sweeps under way
            </a>
          </li>
        </Show>
      </ul>
    </Show>
  )
}
