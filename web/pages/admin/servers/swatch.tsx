import { Show } from 'solid-js'

export const hexOf = (color: number): string => `#${color.toString(16).padStart(6, '0')}`

/** A server's colour of messages; without one Wardroom's own. */
export const Swatch = (props: { color: number | null }) => (
  <span class="inline-flex items-center gap-1.5 align-bottom leading-5 whitespace-nowrap">
    <Show when={props.color !== null} fallback={<span class="text-ink-3">default</span>}>
      <span
        aria-hidden="true"
        class="size-3 flex-none rounded-sm border border-line-strong"
        style={{ background: hexOf(props.color ?? 0) }}
      />
      <span class="font-mono text-xs">{hexOf(props.color ?? 0)}</span>
    </Show>
  </span>
)
