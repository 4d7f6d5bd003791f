import { type Accessor, createSignal } from 'solid-js'

/** An element that shows a row while that is near, and then another: making rows anew takes twice the time. */
export interface Slot<T> {
  row: Accessor<T>
  index: Accessor<number>
  ref: (element: HTMLElement) => void
  id: string
  /** where its row stands now, which `index` tells of later; what its element was found to measure and where it was put (px) */
  at: number
  height: number
  top: number
  element: HTMLElement | undefined
  give: (row: T, at: number) => void
  tell: () => void
  moveTo: (top: number) => void
}

/** Makes a slot that shows this row first; `heightOf` is how high the row at an index is held to be. */
export function makeSlot<T>(
  row: T,
  at: number,
  how: { idOf: (row: T) => string; heightOf: (index: number) => number; observer: ResizeObserver },
): Slot<T> {
  const [shown, show] = createSignal(row)
  const [index, setIndex] = createSignal(at)
  const slot: Slot<T> = {
    row: shown,
    index,
    ref: (element) => {
      slot.element = element
      element.style.setProperty('top', `${slot.top}px`)
      how.observer.observe(element)
    },
    id: how.idOf(row),
    at,
    height: 0,
    top: Number.NaN,
    element: undefined,
    give: (next, to) => {
      const id = how.idOf(next)
      if (id !== slot.id && slot.element && how.heightOf(to) !== slot.height) {
        // its height is told again, also if it is as high as the row before
        how.observer.unobserve(slot.element)
        how.observer.observe(slot.element)
      }
      slot.id = id
      slot.at = to
      show(() => next)
    },
    tell: () => setIndex(slot.at),
    moveTo: (top) => {
      if (top === slot.top) return
      slot.top = top
      slot.element?.style.setProperty('top', `${top}px`)
    },
  }
  return slot
}
