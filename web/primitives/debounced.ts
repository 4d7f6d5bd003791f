import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/** The value once it has rested for `ms`. */
export function createDebounced<T>(value: Accessor<T>, ms: number): Accessor<T> {
  const [settled, setSettled] = createSignal(value())
  createEffect(() => {
    const next = value()
    const timer = setTimeout(() => setSettled(() => next), ms)
    onCleanup(() => clearTimeout(timer))
  })
  return settled
}
