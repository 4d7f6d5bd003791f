import { createMemo, createSignal } from 'solid-js'
import { HOUR } from '#schema/contract/action.ts'
import { now } from '#web/primitives/clock.ts'
import { formatClock, formatNumber } from '#web/primitives/format.ts'
import { Chart } from '#web/ui/chart.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { countedSince } from './counted-since.ts'
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

/** The last 24 hours, hour by hour. */
export function HourChart(props: { hours: Hours; since: number }) {
  const [view, setView] = createSignal<View>('messages')
  const at = createMemo(() => props.hours.messages.map((_, i) => props.hours.from + i * HOUR))
  const series = createMemo(() =>
    views[view()].series.map((one) => ({ label: one.label, color: one.color, values: props.hours[one.key] })),
  )
  const span = () => countedSince(props.since, now()) ?? 'in 24 hours'
  const summary = () =>
    series()
      .map(({ label, values }) => {
        const total = values.reduce((sum, value) => sum + value, 0)
        if (total === 0) return `${label}: none ${span()}.`
        const peak = values.indexOf(Math.max(...values))
        return `${label}: ${formatNumber(total)} ${span()}, most at ${formatClock(at()[peak]!)} (${formatNumber(values[peak]!)}).`
      })
      .join(' ')
  return (
    <Chart
      title="Last 24 hours"
      unit="Hour"
      controls={<Segmented label="Show" value={view()} options={choices} onChoose={setView} />}
      at={at()}
      step={HOUR}
      series={series()}
      formatAt={formatClock}
      summary={summary()}
    />
  )
}
