import type { Gauge, HealthGroup, HealthGroupId, HealthState, Series, Threshold } from '#schema/contract/health.ts'
import { kindOf, type GaugeId } from './gauges.ts'

export interface Measured {
  value: number | string | null
  /** when, UTC ms */
  at: number | null
  /** the whole it is a part of; its threshold is a share of that */
  of?: number | undefined
  series?: Series | undefined
  /** why it cannot be told, for a value that is null; otherwise how to read it */
  why?: string | undefined
  /** for what no number says */
  state?: HealthState | undefined
}

/** A gauge of the list, with its state by its threshold. */
export function makeGauge(id: GaugeId, { value, at, of, series, why, state }: Measured): Gauge {
  const { label, unit, threshold: listed } = kindOf(id)
  const threshold = listed ? (of === undefined ? listed : scaled(listed, of)) : null
  const judged = state ?? judge(value, threshold)
  return {
    id,
    label,
    value,
    unit,
    state: judged,
    threshold,
    at,
    ...(of === undefined ? {} : { of }),
    ...(series?.points.some((point) => point !== null) ? { series } : {}),
    ...(why === undefined ? {} : { why }),
  }
}

export const makeGroup = (id: HealthGroupId, label: string, gauges: Gauge[]): HealthGroup => ({
  id,
  label,
  state: worst(gauges.map(({ state }) => state)),
  gauges,
})

const order: readonly HealthState[] = ['bad', 'warning', 'ok']
/** The worst of these; what is unknown counts only when nothing is known. */
export const worst = (states: readonly HealthState[]): HealthState =>
  order.find((state) => states.includes(state)) ?? 'unknown'

export function judge(value: number | string | null, threshold: Threshold | null): HealthState {
  if (value === null) return 'unknown'
  if (typeof value === 'string' || !threshold) return 'ok'
  const { side, warning, bad } = threshold
  const crossed = (line: number | null): boolean => line !== null && (side === 'above' ? value >= line : value <= line)
  if (crossed(bad)) return 'bad'
  return crossed(warning) ? 'warning' : 'ok'
}

const scaled = ({ warning, bad, ...threshold }: Threshold, of: number): Threshold => ({
  ...threshold,
  warning: warning === null ? null : warning * of,
  bad: bad === null ? null : bad * of,
})
