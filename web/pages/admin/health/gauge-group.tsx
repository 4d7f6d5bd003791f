import { For, Show } from 'solid-js'
import type { Gauge, HealthGroup, HealthState } from '#schema/contract/health.ts'
import { Age } from '#web/ui/age.tsx'
import { TrendLine } from '#web/ui/trend-line.tsx'
import { thresholdWords, writeExact, writeValue } from './gauge-words.ts'
import { StateMark } from './state-mark.tsx'

/** Gauges that belong together. */
export function GaugeGroup(props: { group: HealthGroup; now: number }) {
  return (
    <section class="card" aria-labelledby={`group-${props.group.id}`}>
      <header class="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5">
        <h2 id={`group-${props.group.id}`} class="text-lg font-semibold">
          {props.group.label}
        </h2>
        <StateMark state={props.group.state} />
      </header>
      <ul class="divide-y divide-line">
        <For each={props.group.gauges.map(({ id }) => id)}>
          {(id) => (
            <Show when={props.group.gauges.find((gauge) => gauge.id === id)}>
              {(gauge) => <Row gauge={gauge()} now={props.now} />}
            </Show>
          )}
        </For>
      </ul>
    </section>
  )
}

function Row(props: { gauge: Gauge; now: number }) {
  const isCalm = () => props.gauge.state === 'ok'
  const why = () => props.gauge.why ?? (isCalm() ? undefined : props.gauge.threshold?.why)
  return (
    <li
      id={props.gauge.id}
      class="grid scroll-mt-20 grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 px-4 py-1.5 target:bg-accent-soft sm:grid-cols-[minmax(0,1fr)_auto_4rem]"
    >
      <p class="min-w-0 text-ink-2">
        {props.gauge.label}
        <Show when={props.gauge.threshold && thresholdWords(props.gauge.threshold, props.gauge.unit)}>
          {(words) => (
            <span class="block text-xs text-ink-3" title={props.gauge.threshold?.why}>
              {words()}
            </span>
          )}
        </Show>
      </p>
      <div class="flex min-w-0 items-center justify-end gap-3">
        <Show when={props.gauge.series}>
          {(series) => (
            <span title={rangeWords(props.gauge)} class="hidden flex-none text-accent-mark min-[26rem]:block">
              <TrendLine points={series().points} class="h-5 w-20" />
            </span>
          )}
        </Show>
        <Show when={props.gauge.value !== null}>
          <p
            class={`text-right font-semibold ${tones[props.gauge.state]}`}
            title={writeExact(props.gauge.value, props.gauge.unit)}
          >
            {writeValue(props.gauge.value, props.gauge.unit, props.now)}
            <Show when={props.gauge.of}>
              {(of) => <span class="font-normal text-ink-3"> of {writeValue(of(), props.gauge.unit, props.now)}</span>}
            </Show>
          </p>
        </Show>
        <Show when={!isCalm()}>
          <StateMark state={props.gauge.state} />
        </Show>
      </div>
      <p class="col-start-2 text-right text-xs leading-5 text-ink-3 sm:col-start-3">
        <Show when={props.gauge.at} fallback="never">
          {(at) => <Age at={at()} now={props.now} />}
        </Show>
      </p>
      <Show when={why()}>
        <p class="col-span-full text-sm text-ink-2">{why()}</p>
      </Show>
    </li>
  )
}

const tones: Record<HealthState, string> = { ok: '', warning: 'text-warn', bad: 'text-danger', unknown: '' }

/** The least and the most of what the line shows. */
function rangeWords({ series, unit }: Gauge): string | undefined {
  const known = (series?.points ?? []).filter((point) => point !== null)
  if (known.length === 0) return undefined
  return `${writeValue(Math.min(...known), unit, 0)} to ${writeValue(Math.max(...known), unit, 0)}`
}
