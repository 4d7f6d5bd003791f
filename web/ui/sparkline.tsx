import { For } from 'solid-js'

/** A few counts as bars, oldest first; decorative, the numbers stand beside it. */
export function Sparkline(props: { values: readonly number[]; class?: string }) {
  const bars = () => {
    const top = Math.max(1, ...props.values)
    return props.values.map((value) => (value === 0 ? 1.5 : Math.max(4, (value / top) * 28)))
  }
  return (
    <svg
      viewBox={`0 0 ${props.values.length * 4} 28`}
      preserveAspectRatio="none"
      aria-hidden="true"
      fill="currentColor"
      class={props.class}
    >
      <For each={bars()}>
        {(height, i) => <rect x={i() * 4} y={28 - height} width="3" height={height} opacity={height < 2 ? 0.35 : 1} />}
      </For>
    </svg>
  )
}
