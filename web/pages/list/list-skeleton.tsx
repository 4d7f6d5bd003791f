import { createSignal, For, onCleanup } from 'solid-js'
import { NoConnection } from '#web/ui/no-connection.tsx'

/** Placeholder rows in the geometry of the list; blank for the first 150 ms, so that quick answers do not flicker. */
export function ListSkeleton(props: { label: string; rows?: number | undefined }) {
  const [late, setLate] = createSignal(false)
  const timer = setTimeout(() => setLate(true), 150)
  onCleanup(() => clearTimeout(timer))
  return (
    <div role="status" aria-label={props.label} class="card @container">
      <div class="px-4 not-empty:py-4">
        <NoConnection />
      </div>
      <div class="hidden h-[33px] border-b border-line @3xl:block" />
      <For each={Array.from({ length: props.rows ?? 10 })}>
        {() => (
          <div
            class={`flex h-[107px] items-center gap-4 border-b border-line px-4 @3xl:h-[53px] ${late() ? '' : 'invisible'}`}
          >
            <div class="skeleton size-6 flex-none rounded-full!" />
            <div class="skeleton h-4 w-1/4" />
            <div class="skeleton hidden h-4 flex-1 @3xl:block" />
            <div class="skeleton ml-auto h-4 w-16 @3xl:ml-0" />
          </div>
        )}
      </For>
    </div>
  )
}
