import { Show, type JSX } from 'solid-js'
import { formatCompact, formatNumber } from '#web/primitives/format.ts'
import { Sparkline } from './sparkline.tsx'

/** Fewer hours than this with anything in them show no shape, only when counting began. */
const SHAPE = 3
const hasShape = (trend: readonly number[] = []): boolean => trend.filter((value) => value > 0).length >= SHAPE

/** One number with its name, what it means, and the shape of its last day. */
export function KpiTile(props: {
  label: string
  value: number
  /** how it is written when it is no count, such as "98 %" */
  shown?: string | undefined
  note?: JSX.Element
  trend?: readonly number[] | undefined
  tone?: 'neutral' | 'warn'
  /** what it counts, as a list */
  href?: string
}) {
  return (
    <div class={`relative px-4 py-3.5 ${props.href ? 'hover:bg-hover!' : ''}`}>
      <dt class="text-sm font-medium text-ink-2">
        <Show when={props.href} fallback={props.label}>
          <a
            href={props.href}
            class="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
          >
            {props.label}
          </a>
        </Show>
      </dt>
      <dd class="mt-1 flex h-8 items-end justify-between gap-3">
        <span
          class={`text-2xl leading-none font-semibold tracking-tight whitespace-nowrap ${props.tone === 'warn' ? 'text-warn' : ''}`}
          title={props.shown ?? formatNumber(props.value)}
        >
          {props.shown ?? formatCompact(props.value)}
        </span>
        <Show when={hasShape(props.trend) && props.trend}>
          {(trend) => <Sparkline values={trend()} class="h-7 w-20 min-w-0 shrink text-accent-mark" />}
        </Show>
      </dd>
      <dd class="mt-2 min-h-4 text-xs text-ink-3">{props.note}</dd>
    </div>
  )
}
