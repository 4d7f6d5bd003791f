import { createSignal, For, onCleanup, Show } from 'solid-js'
import { NoConnection } from './no-connection.tsx'

/** Placeholder lines; nothing for the first 150 ms, so that quick answers do not flicker. The one with a label says when nothing can come. */
export function Skeleton(props: { lines?: number; class?: string; label?: string }) {
  const [late, setLate] = createSignal(false)
  const timer = setTimeout(() => setLate(true), 150)
  onCleanup(() => clearTimeout(timer))
  return (
    <div role="status" class="grid gap-3" aria-label={props.label ?? 'Loading'}>
      <Show when={props.label}>
        <NoConnection />
      </Show>
      <For each={Array.from({ length: props.lines ?? 3 })}>
        {() => (
          <Show when={late()} fallback={<div class={props.class ?? 'h-5'} />}>
            <div class={`skeleton ${props.class ?? 'h-5'}`} />
          </Show>
        )}
      </For>
    </div>
  )
}
