import type { Gauge, HealthGroup, HealthState } from '#schema/contract/health.ts'
import type { LogEvent } from '#schema/contract/ops.ts'
import { kindOf, type GaugeId } from './gauges.ts'

const KEY = 'health.states'
type States = Record<string, 'warning' | 'bad'>

/** Writes one row of the operational log when something crosses its threshold, and one when it is well again. */
export class StateLog {
  #kv: SyncKvStorage
  #log: (event: LogEvent) => void

  constructor(parts: { kv: SyncKvStorage; log: (event: LogEvent) => void }) {
    this.#kv = parts.kv
    this.#log = parts.log
  }

  note(groups: readonly HealthGroup[]): void {
    const before = this.#kv.get<States>(KEY) ?? {}
    const now: States = {}
    for (const gauge of groups.flatMap(({ gauges }) => gauges)) {
      if (!kindOf(gauge.id as GaugeId).logged) continue
      const was = before[gauge.id] ?? 'ok'
      // what cannot be told is as it was
      const is = gauge.state === 'unknown' ? was : gauge.state
      if (is !== 'ok') now[gauge.id] = is
      if (is !== was) this.#log(eventOf(gauge, is))
    }
    if (JSON.stringify(now) !== JSON.stringify(before)) this.#kv.put(KEY, now)
  }
}

function eventOf({ id, label, value, of, threshold }: Gauge, state: HealthState): LogEvent {
  const severity = state === 'bad' ? 'error' : state === 'warning' ? 'warning' : 'info'
  const message =
    state === 'ok'
      ? `${label}: well again.`
      : `${label}: ${state === 'bad' ? 'bad' : 'worth a look'}. ${threshold?.why ?? ''}`
  return {
    severity,
    type: state === 'ok' ? 'health_recovered' : 'health_crossed',
    guildId: null,
    message: message.trim(),
    detail: { gauge: id, value, ...(of === undefined ? {} : { of }) },
  }
}
