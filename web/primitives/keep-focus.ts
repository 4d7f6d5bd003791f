import { type Accessor, createEffect, on, onCleanup, onMount } from 'solid-js'

/** When `changes` took away what had the focus inside an element, the focus goes to what `next` finds there. */
export function keepFocus(
  inside: () => Element | null | undefined,
  { changes, next }: { changes: Accessor<unknown>; next: () => HTMLElement | null | undefined },
): void {
  let wasInside = false
  const note = ({ target }: FocusEvent) => (wasInside = target instanceof Node && (inside()?.contains(target) ?? false))
  onMount(() => document.addEventListener('focusin', note))
  onCleanup(() => document.removeEventListener('focusin', note))
  createEffect(
    on(
      changes,
      () =>
        requestAnimationFrame(() => {
          if (wasInside && document.activeElement === document.body) next()?.focus({ preventScroll: true })
        }),
      { defer: true },
    ),
  )
}
