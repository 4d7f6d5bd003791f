import { HOUR } from '#schema/contract/action.ts'
import { formatClock, formatNumber } from '#web/primitives/format.ts'
import { Chart } from '#web/ui/chart.tsx'
import type { compareDays } from './lately.ts'

/** Commands by the hour, today over yesterday. */
export function DayChart(props: { days: ReturnType<typeof compareDays> }) {
  const summary = () => {
    const { last, at, now, change } = props.days
    if (now === 0) return 'No command was used in 24 hours.'
    const peak = last.indexOf(Math.max(...last))
    const against = change ? `, ${change.words} in the 24 hours before` : ''
    return `${formatNumber(now)} in 24 hours${against}; most at ${formatClock(at[peak]!)} (${formatNumber(last[peak]!)}).`
  }
  return (
    <Chart
      title="By the hour"
      unit="Hour"
      at={props.days.at}
      step={HOUR}
      series={[
        { label: 'Last 24 hours', color: '--info', values: props.days.last },
        { label: 'The day before', color: '--line-strong', values: props.days.before },
      ]}
      formatAt={formatClock}
      summary={summary()}
    />
  )
}
