import { createMemo } from 'solid-js'
import { DAY } from '#schema/contract/action.ts'
import type { CommandReport } from '#schema/contract/ops.ts'
import { formatMs, formatUtcDay } from '#web/primitives/figures.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Chart } from '#web/ui/chart.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import type { View } from './command-search.ts'

const looks = {
  uses: { label: 'Uses', series: [{ key: 'uses', label: 'Uses', color: '--info' }] },
  failed: { label: 'Failed', series: [{ key: 'failed', label: 'Failed', color: '--danger' }] },
  latency: {
    label: 'Latency',
    series: [
      { key: 'p50', label: 'p50', color: '--info' },
      { key: 'p95', label: 'p95', color: '--accent-mark' },
      { key: 'p99', label: 'p99', color: '--danger' },
    ],
  },
} as const
const choices = (Object.keys(looks) as View[]).map((value) => ({ value, label: looks[value].label }))

/** Day by day: how often, how often in vain, or how long. */
export function CommandChart(props: { days: CommandReport['days']; view: View; onView: (view: View) => void }) {
  const at = createMemo(() => props.days.map(({ day }) => day))
  const series = createMemo(() =>
    looks[props.view].series.map(({ key, label, color }) => ({
      label,
      color,
      values: props.days.map((day) => day[key]),
    })),
  )
  const format = () => (props.view === 'latency' ? formatMs : formatNumber)
  const summary = () => {
    const [values = []] =
      props.view === 'latency' ? [props.days.map(({ p95 }) => p95)] : series().map((one) => one.values)
    const known = values.flatMap((value, i) => (value === null || value === 0 ? [] : [{ value, at: at()[i] ?? 0 }]))
    if (known.length === 0) return `None in these ${props.days.length} days.`
    const most = known.reduce((top, one) => (one.value > top.value ? one : top))
    const peak = `${formatUtcDay(most.at)} (${format()(most.value)})`
    if (props.view === 'latency') return `95 of 100 are faster than the p95; it was highest on ${peak}.`
    const total = known.reduce((sum, { value }) => sum + value, 0)
    return `${formatNumber(total)} in ${props.days.length} days, most on ${peak}. Days are of UTC.`
  }
  return (
    <Chart
      title="Day by day"
      unit="Day"
      controls={<Segmented label="Show" value={props.view} options={choices} onChoose={(view) => props.onView(view)} />}
      at={at()}
      step={DAY}
      utc
      series={series()}
      formatAt={formatUtcDay}
      formatValue={format()}
      summary={summary()}
    />
  )
}
