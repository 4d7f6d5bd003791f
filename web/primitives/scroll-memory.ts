import { useLocation } from '@solidjs/router'
import { createEffect, createMemo, on, onCleanup, untrack } from 'solid-js'
import { cameBack } from './came-back.ts'

const left = new Map<string, number>()
const RECENTLY = 1000

/**
 * Remembers how far down a page was when its list went away, and goes back there when Back brings it again: the browser
 * cannot, as the list is only there a moment later. A list under another filter is another, one with a row open is not.
 */
export function createScrollMemory(): void {
  const location = useLocation()
  const key = createMemo(() => location.pathname.replace(/\/\d+$/, '') + location.search)
  const remember = () => left.set(untrack(key), scrollY)
  // before what else listens: asked after the page was changed, it would be laid out once more for the answer
  addEventListener('scroll', remember, { passive: true })
  let frame = 0
  createEffect(
    on(key, (place) => {
      // a shorter list moves the page before its rows are there, and that is not where it was left
      const top = left.get(place)
      cancelAnimationFrame(frame)
      if (top === undefined) return
      const began = performance.now()
      // the router shows a page within the very event that tells of Back, so that is asked a frame later
      let height = 0
      const goBack = () => {
        const { scrollHeight } = document.documentElement
        if (!cameBack(began)) return
        if (scrollHeight > height) scrollTo(0, top)
        height = scrollHeight
        // what is not loaded yet may come when the end is near
        if (height - innerHeight < top && performance.now() - began < RECENTLY) frame = requestAnimationFrame(goBack)
      }
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(goBack)))
    }),
  )
  onCleanup(() => {
    cancelAnimationFrame(frame)
    removeEventListener('scroll', remember)
  })
}
