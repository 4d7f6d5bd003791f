import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatNumber } from '#web/primitives/format.ts'

export interface PlotSeries {
  label: string
  /** the name of a colour variable, such as `--info` */
  color: string
  /** null: nothing was measured then */
  values: readonly (number | null)[]
}

export interface PlotProps {
  /** UTC ms, `step` apart */
  at: readonly number[]
  step: number
  series: readonly PlotSeries[]
  /** what stands under the axis */
  formatAt: (at: number) => string
  /** whole days of UTC are marked as such */
  utc?: boolean
  /** the point that is looked at, moved by the pointer and by whoever owns it */
  point: number | null
  onPoint: (point: number | null) => void
}

/** Figures in time, one series as bars and several as lines, drawn by uPlot into the box around; anew when the theme changes. */
export function Plot(props: PlotProps) {
  let box!: HTMLDivElement
  let plot: UPlot | undefined
  const [theme, setTheme] = createSignal(document.documentElement.dataset.theme)
  const data = (): UPlot.AlignedData => [
    props.at.map((at) => at / 1000),
    ...props.series.map((series) => [...series.values]),
  ]
  const size = () => ({ width: Math.max(80, box.clientWidth), height: box.clientHeight })

  onMount(() => {
    const themes = new MutationObserver(() => setTheme(document.documentElement.dataset.theme))
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const sizes = new ResizeObserver(() => plot?.setSize(size()))
    sizes.observe(box)
    onCleanup(() => {
      themes.disconnect()
      sizes.disconnect()
      plot?.destroy()
    })
  })
  const shape = () =>
    `${theme()} ${props.step} ${props.series.map((series) => series.label + series.color + series.values.length).join()}`
  // one effect for both: a plot that is given figures of another shape fails a moment later, also when it is gone by then
  let drawn: string | undefined
  createEffect(
    on([shape, data], ([wanted, figures]) => {
      if (wanted === drawn) return void plot?.setData(figures)
      drawn = wanted
      plot?.destroy()
      plot = new UPlot(optionsOf(props, size()), figures, box)
    }),
  )
  createEffect(
    on(
      () => props.point,
      (point) => {
        if (!plot || point === null || plot.cursor.idx === point) return
        plot.setCursor({ left: plot.valToPos((props.at[point] ?? 0) / 1000, 'x'), top: 0 })
      },
      { defer: true },
    ),
  )
  return <div ref={box} class="plot h-full w-full min-w-0 overflow-hidden" />
}

function optionsOf(props: PlotProps, size: { width: number; height: number }): UPlot.Options {
  const { series } = props
  const style = getComputedStyle(document.documentElement)
  const color = (name: string) => style.getPropertyValue(name).trim()
  const single = series.length === 1
  const margin = props.step / 2000
  const axis = {
    stroke: color('--ink-3'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    ticks: { show: false },
    grid: { stroke: color('--line'), width: 1 },
  }
  return {
    ...size,
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
    hooks: { setCursor: [({ cursor }) => props.onPoint(cursor.idx ?? null)] },
    ...(props.utc ? { tzDate: (at: number) => UPlot.tzDate(new Date(at * 1000), 'Etc/UTC') } : {}),
    scales: {
      x: { range: (_, min, max) => [min - margin, max + margin] },
      y: { range: (_, __, max) => [0, Math.max(4, Math.ceil((max ?? 0) * 1.1))] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 64,
        size: 28,
        values: (_, ticks) => ticks.map((s) => props.formatAt(s * 1000)),
      },
      {
        ...axis,
        size: 48,
        space: 36,
        values: (_, ticks) => ticks.map((n) => (Number.isInteger(n) ? formatNumber(n) : '')),
      },
    ],
    series: [
      {},
      ...series.map((one, i) => ({
        label: one.label,
        stroke: color(one.color),
        width: single ? 0 : 2,
        ...(i === 0
          ? { fill: single ? color(one.color) : `color-mix(in srgb, ${color(one.color)} 10%, transparent)` }
          : {}),
        points: { show: false },
        paths: single ? UPlot.paths.bars?.({ size: [0.72, 28], radius: 0.12 }) : UPlot.paths.linear?.(),
      })),
    ],
  }
}
