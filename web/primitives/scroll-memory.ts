import { useLocation } from '@solidjs/router'
import { onCleanup, onMount, untrack } from 'solid-js'

const left = new Map<string, number>()
const RECENTLY = 1000
let poppedAt = -Infinity
addEventListener('popstate', () => (poppedAt = performance.now()))

/**
 * Remembers how far down a page was when its list went away, and goes back there when Back brings it again: the browser
 * cannot, as the list is only there a moment later. A list under another filter is another, one with a row open is not.
 */
export function createScrollMemory(): void {
  const location = useLocation()
  const key = () => untrack(() => location.pathname.replace(/\/\d+$/, '') + location.search)
  const remember = () => left.set(key(), scrollY)
  // before what else listens: asked after the page was changed, it would be laid out once more for the answer
  addEventListener('scroll', remember, { passive: true })
  onMount(() => {
    const top = left.get(key())
    // the router shows a page within the very event that tells of Back, so that is asked a frame later
    const goBack = () => top !== undefined && performance.now() - poppedAt < RECENTLY && scrollTo(0, top)
    requestAnimationFrame(() => requestAnimationFrame(goBack))
  })
  onCleanup(() => removeEventListener('scroll', remember))
}
