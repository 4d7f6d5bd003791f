import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'

/** UTC ms, moved on every second while `active`: for countdowns, where the clock of 30 s is too coarse. */
export function createSeconds(active: Accessor<boolean>): Accessor<number> {
  const [now, setNow] = createSignal(Date.now())
  createEffect(() => {
    if (!active()) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    onCleanup(() => clearInterval(timer))
  })
  return now
}
