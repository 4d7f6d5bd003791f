import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** Whether a media query matches, as a signal. */
export function createMedia(query: string): Accessor<boolean> {
  const list = matchMedia(query)
  const [matches, setMatches] = createSignal(list.matches)
  const update = () => setMatches(list.matches)
  list.addEventListener('change', update)
  onCleanup(() => list.removeEventListener('change', update))
  return matches
}

/** A phone, or a window as narrow as one: sheets and menus fill the screen. */
export const createNarrow = (): Accessor<boolean> => createMedia('(max-width: 51.99rem)')
