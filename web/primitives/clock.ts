import { createRoot, createSignal } from 'solid-js'

/** UTC ms, moved on every 30 s: one clock for everything on the page that says how long ago. */
export const now = createRoot(() => {
  const [now, setNow] = createSignal(Date.now())
  setInterval(() => setNow(Date.now()), 30_000)
  return now
})
