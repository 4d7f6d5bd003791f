import { createMemo, Show } from 'solid-js'

const [WIDTH, HEIGHT] = [100, 24]

/** Values as a line from nought up, oldest first, broken where nothing was measured; decorative, the number stands beside it. */
export function TrendLine(props: { points: readonly (number | null)[]; class?: string }) {
  const path = createMemo(() => {
    const top = Math.max(0, ...props.points.map((point) => point ?? 0)) || 1
    const last = Math.max(1, props.points.length - 1)
    const steps = props.points.map((point, i) => {
      if (point === null) return ''
      const begins = i === 0 || (props.points[i - 1] ?? null) === null
      const [x, y] = [(i / last) * WIDTH, HEIGHT - 1 - (Math.max(0, point) / top) * (HEIGHT - 2)]
      const alone = begins && (props.points[i + 1] ?? null) === null
      return `${begins ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}${alone ? 'h1' : ''}`
    })
    return steps.join('')
  })
  return (
    <Show when={path()}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        class={props.class}
      >
        <path d={path()} stroke-width="1.5" stroke-linejoin="round" vector-effect="non-scaling-stroke" />
      </svg>
    </Show>
  )
}
