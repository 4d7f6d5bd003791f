import type { Gauge, HealthReport, HealthState, Threshold, Unit } from '#schema/contract/health.ts'
import { formatMs, formatShare, formatSize, formatSpan, formatUsd } from '#web/primitives/figures.ts'
import { formatCompact, formatDate, formatNumber } from '#web/primitives/format.ts'

const rate = (value: number): string => formatNumber(value < 100 ? Math.round(value * 10) / 10 : Math.round(value))

const written: Record<Exclude<Unit, 'instant' | 'text'>, (value: number) => string> = {
  count: (value) => formatCompact(value),
  per_second: (value) => `${rate(value)}/s`,
  per_minute: (value) => `${rate(value)}/min`,
  per_hour: (value) => `${value < 100_000 ? rate(value) : formatCompact(value)}/h`,
  share: formatShare,
  ms: formatMs,
  bytes: formatSize,
  usd: (value) => `${formatUsd(value)} a month`,
}

/** A value as people read it; `now` (UTC ms) is for moments, which are said by their distance. */
export function writeValue(value: number | string | null, unit: Unit, now: number): string {
  if (value === null) return '–'
  if (typeof value === 'string' || unit === 'text') return String(value)
  if (unit === 'instant') return `${formatSpan(now - value)} ago`
  return written[unit](value)
}

/** The same without rounding, for who points at it. */
export function writeExact(value: number | string | null, unit: Unit): string | undefined {
  if (typeof value !== 'number') return undefined
  return unit === 'instant' ? formatDate(value) : formatNumber(value)
}

/** Where it begins to be worth a look, and where it is bad. */
export function thresholdWords({ side, warning, bad }: Threshold, unit: Unit): string {
  const at = (value: number) => (unit === 'instant' ? formatSpan(value) : writeValue(value, unit, 0))
  const from = (value: string) => (side === 'above' ? `from ${value}` : `at ${value} or less`)
  return [warning === null ? '' : `warning ${from(at(warning))}`, bad === null ? '' : `bad ${from(at(bad))}`]
    .filter(Boolean)
    .join(', ')
}

/** One thing that is not as it should be, or cannot be told. */
export interface Concern {
  id: string
  state: Exclude<HealthState, 'ok'>
  where: string
  what: string
  why: string | undefined
}

const urgency: Record<HealthState, number> = { bad: 0, warning: 1, unknown: 2, ok: 3 }

/** What is wrong, worst first. Rows of tables count where no gauge of their group says so already. */
export function concernsOf(report: HealthReport): Concern[] {
  const gauges = report.groups.flatMap((group) =>
    group.gauges.flatMap((gauge): Concern[] =>
      gauge.state === 'ok' ? [] : [{ ...concern(gauge, report.at), state: gauge.state, where: group.label }],
    ),
  )
  const isSaid = (id: string) =>
    report.groups.some((group) => group.id === id && group.gauges.some(({ state }) => urgency[state] < urgency.unknown))
  const shards = report.shards.flatMap(({ id, health, state }): Concern[] =>
    health === 'ok' || isSaid('bot')
      ? []
      : [{ id: `shards-${id}`, state: health, where: 'Shards', what: `Shard ${id}: ${state}`, why: undefined }],
  )
  const databases = report.databases.flatMap(({ binding, health, name }): Concern[] =>
    health === 'ok' || health === 'unknown' || isSaid('d1')
      ? []
      : [
          {
            id: `databases-${binding}`,
            state: health,
            where: 'Databases',
            what: `${name} (${binding})`,
            why: undefined,
          },
        ],
  )
  return [...gauges, ...shards, ...databases].sort((a, b) => urgency[a.state] - urgency[b.state])
}

const writeWhole = ({ value, unit, of }: Gauge, now: number): string =>
  [value, ...(of === undefined ? [] : [of])].map((one) => writeValue(one, unit, now)).join(' of ')

const concern = (gauge: Gauge, now: number): Pick<Concern, 'id' | 'what' | 'why'> => ({
  id: gauge.id,
  what: gauge.value === null ? gauge.label : `${gauge.label}: ${writeWhole(gauge, now)}`,
  why: gauge.why ?? gauge.threshold?.why,
})
