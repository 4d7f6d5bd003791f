import { createRoot, createSignal } from 'solid-js'

const [isOnline, setOnline] = createRoot(() => createSignal(navigator.onLine))
for (const event of ['online', 'offline']) addEventListener(event, () => setOnline(event === 'online'))

/** Whether the browser has a connection; without one nothing is asked for until it is back. */
export { isOnline }
