import { createSignal, createUniqueId, For, Show, type JSX } from 'solid-js'
import ChartIcon from '~icons/lucide/chart-line'
import TableIcon from '~icons/lucide/table'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from './button.tsx'
import { Plot, type PlotProps } from './plot.tsx'

/** Figures in time: as a picture, in a sentence, point by point with the arrow keys, and as a table. */
export function Chart(
  props: Omit<PlotProps, 'point' | 'onPoint'> & {
    title: string
    /** what chooses among several views */
    controls?: JSX.Element
    /** a sentence that says what the picture shows */
    summary: string
    /** what one point stands for, such as "Hour" */
    unit: string
    formatValue?: (value: number) => string
  },
) {
  const id = createUniqueId()
  const [asTable, setAsTable] = createSignal(false)
  const [point, setPoint] = createSignal<number | null>(null)
  const last = () => props.at.length - 1
  const value = (series: number, at: number): string => {
    const it = props.series[series]?.values[at] ?? null
    return it === null ? 'none' : (props.formatValue ?? formatNumber)(it)
  }
  const words = (at: number): string =>
    `${props.formatAt(props.at[at] ?? 0)}: ${props.series.map(({ label }, i) => `${label} ${value(i, at)}`).join(', ')}`
  const press = (event: KeyboardEvent) => {
    const at = point() ?? last() + 1
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last() }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setPoint(Math.min(last(), Math.max(0, to)))
  }
  return (
    <section class="card" aria-labelledby={id}>
      <header class="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-2 pr-2 pl-4">
        <h2 id={id} class="flex-1 text-lg font-semibold whitespace-nowrap">
          {props.title}
        </h2>
        <Show when={props.controls}>
          <div class="order-last w-full sm:order-none sm:w-auto">{props.controls}</div>
        </Show>
        <Button size="sm" variant="ghost" aria-pressed={asTable()} onClick={() => setAsTable((on) => !on)}>
          <Show when={asTable()} fallback={<TableIcon />}>
            <ChartIcon />
          </Show>
          {asTable() ? 'Chart' : 'Table'}
        </Button>
      </header>
      <figure class="px-4 pt-3 pb-4">
        <Show when={props.series.length > 1 && !asTable()}>
          <ul class="flex flex-wrap gap-x-4 text-sm text-ink-2">
            <For each={props.series}>
              {(one) => (
                <li class="flex items-center gap-1.5">
                  <span
                    ref={(mark) => mark.style.setProperty('background', `var(${one.color})`)}
                    class="h-0.5 w-4 rounded-full"
                    aria-hidden="true"
                  />
                  {one.label}
                </li>
              )}
            </For>
          </ul>
        </Show>
        <Show when={!asTable()} fallback={<Table {...props} value={value} />}>
          <div
            class="h-56"
            role="slider"
            tabindex="0"
            aria-label={`${props.title}. ${props.summary}`}
            aria-valuemin={0}
            aria-valuemax={last()}
            aria-valuenow={point() ?? last()}
            aria-valuetext={words(point() ?? last())}
            onKeyDown={press}
            onFocusOut={() => setPoint(null)}
          >
            <Plot
              at={props.at}
              step={props.step}
              series={props.series}
              formatAt={props.formatAt}
              utc={props.utc ?? false}
              point={point()}
              onPoint={setPoint}
            />
          </div>
        </Show>
        <figcaption class="mt-2 min-h-10 text-sm text-ink-3 sm:min-h-5">
          <Show when={point() !== null} fallback={props.summary}>
            <span class="text-ink-2">{words(point() ?? last())}</span>
          </Show>
        </figcaption>
      </figure>
    </section>
  )
}

/** Newest first. */
function Table(
  props: Pick<PlotProps, 'at' | 'series' | 'formatAt'> & {
    unit: string
    value: (series: number, at: number) => string
  },
) {
  return (
    <div
      class="max-h-56 overflow-y-auto"
      tabindex="0"
      role="group"
      aria-label={`${props.unit} by ${props.unit.toLowerCase()}`}
    >
      <table class="w-full text-left">
        <thead class="sticky top-0 bg-surface">
          <tr>
            <th scope="col" class="overline py-1">
              {props.unit}
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
          <For each={props.at.map((_, i) => props.at.length - 1 - i)}>
            {(at) => (
              <tr>
                <th scope="row" class="py-1 font-normal text-ink-2">
                  {props.formatAt(props.at[at] ?? 0)}
                </th>
                <For each={props.series}>{(_, i) => <td class="py-1 text-right">{props.value(i(), at)}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
