import { createMemo, createSignal, For, Show } from 'solid-js'
import ChartIcon from '~icons/lucide/chart-line'
import TableIcon from '~icons/lucide/table'
import { HOUR } from '#schema/contract/action.ts'
import { formatClock, formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Plot } from '#web/ui/plot.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import type { Hours } from './overview-data.ts'

type View = 'messages' | 'people' | 'actions'
const views = {
  messages: { label: 'Messages', series: [{ key: 'messages', label: 'Messages', color: '--info' }] },
  people: {
    label: 'Joins and leaves',
    series: [
      { key: 'joins', label: 'Joined', color: '--ok' },
      { key: 'leaves', label: 'Left', color: '--danger' },
    ],
  },
  actions: { label: 'Actions', series: [{ key: 'actions', label: 'Actions', color: '--accent-mark' }] },
} as const

const choices = (Object.keys(views) as View[]).map((value) => ({ value, label: views[value].label }))

/** The last 24 hours, hour by hour: as a picture, in a sentence, and as a table. */
export function HourChart(props: { hours: Hours }) {
  const [view, setView] = createSignal<View>('messages')
  const [asTable, setAsTable] = createSignal(false)
  const at = createMemo(() => props.hours.messages.map((_, i) => props.hours.from + i * HOUR))
  const series = createMemo(() =>
    views[view()].series.map((one) => ({ label: one.label, color: one.color, values: props.hours[one.key] })),
  )
  const summary = () =>
    series()
      .map(({ label, values }) => {
        const total = values.reduce((sum, value) => sum + value, 0)
        if (total === 0) return `${label}: none in 24 hours.`
        const peak = values.indexOf(Math.max(...values))
        return `${label}: ${formatNumber(total)} in 24 hours, most at ${formatClock(at()[peak]!)} (${formatNumber(values[peak]!)}).`
      })
      .join(' ')
  return (
    <section class="card" aria-labelledby="hours-title">
      <header class="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-2 pr-2 pl-4">
        <h2 id="hours-title" class="flex-1 text-lg font-semibold whitespace-nowrap">
          Last 24 hours
        </h2>
        <div class="order-last w-full sm:order-none sm:w-auto">
          <Segmented label="Show" value={view()} options={choices} onChoose={setView} />
        </div>
        <Button size="sm" variant="ghost" aria-pressed={asTable()} onClick={() => setAsTable((on) => !on)}>
          <Show when={asTable()} fallback={<TableIcon />}>
            <ChartIcon />
          </Show>
          {asTable() ? 'Chart' : 'Table'}
        </Button>
      </header>
      <figure class="px-4 pt-3 pb-4">
        <Show when={!asTable()} fallback={<HourTable at={at()} series={series()} />}>
          <div class="h-56" role="img" aria-label={summary()}>
            <Plot at={at()} series={series()} />
          </div>
        </Show>
        <figcaption class="mt-2 text-sm text-ink-3">{summary()}</figcaption>
      </figure>
    </section>
  )
}

function HourTable(props: { at: readonly number[]; series: readonly { label: string; values: readonly number[] }[] }) {
  return (
    <div class="max-h-56 overflow-y-auto" tabindex="0" role="group" aria-label="Hour by hour">
      <table class="w-full text-left">
        <thead class="sticky top-0 bg-surface">
          <tr>
            <th scope="col" class="overline py-1">
              Hour
            </th>
            <For each={props.series}>
              {(one) => (
                <th scope="col" class="overline py-1 text-right">
                  {one.label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={props.at}>
            {(at, i) => (
              <tr>
                <th scope="row" class="py-1 font-normal text-ink-2">
                  {formatClock(at)}
                </th>
                <For each={props.series}>
                  {(one) => <td class="py-1 text-right">{formatNumber(one.values[i()] ?? 0)}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
