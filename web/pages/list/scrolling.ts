import { onCleanup } from 'solid-js'

/** Without scrolling for this long (ms) a page is at rest. */
const AT_REST = 150

/** Tells of the page's scrolling, by a wheel or else, and of its end, while the calling component lives. */
export function createScrolling(tell: { onScroll: () => void; onWheel: () => void; onRest: () => void }): {
  isScrolling: () => boolean
} {
  let resting: ReturnType<typeof setTimeout> | undefined
  const moves = (): void => {
    clearTimeout(resting)
    resting = setTimeout(() => {
      resting = undefined
      tell.onRest()
    }, AT_REST)
  }
  const onScroll = (): void => {
    moves()
    tell.onScroll()
  }
  const onWheel = (): void => {
    moves()
    tell.onWheel()
  }
  addEventListener('scroll', onScroll, { passive: true })
  addEventListener('wheel', onWheel, { passive: true })
  onCleanup(() => {
    removeEventListener('scroll', onScroll)
    removeEventListener('wheel', onWheel)
    clearTimeout(resting)
  })
  return { isScrolling: () => resting !== undefined }
}
