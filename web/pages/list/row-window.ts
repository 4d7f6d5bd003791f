import { type Accessor, batch, createComputed, createSignal, on, onCleanup, onMount } from 'solid-js'
import type { Rows } from '#web/data/rows.ts'
import { makeRowHeights } from './row-heights.ts'
import { makeSlot, type Slot } from './row-slot.ts'
import { createScrolling } from './scrolling.ts'
import { sortInPlace } from './sort-in-place.ts'

/** Rows this far (px) outside of what is seen are there too, a moment later than those that are seen. */
const AROUND = 400
/** What is not seen waits until rows change no more for this long, and in a long burst no longer than that (ms). */
const UNSEEN_AFTER = 600
const UNSEEN_WITHIN = 5_000
/** An end of the list this far (px) below what is seen is not moved with every row that comes. */
const FAR = 2000

/**
 * Keeps those rows of a long list in the document that are in view and around it, each at its place in the first child of
 * `body`, whose height is that of the whole list. Rows may differ in height; what turns out to be higher above moves nothing
 * that one sees. The row that has the focus stays.
 */
export function createRowWindow<T>(options: {
  rows: Accessor<Rows<T>>
  idOf: (row: T) => string
  body: () => HTMLElement | undefined
  /** lies over the rows while a wheel scrolls them, so that none is painted anew for passing under the pointer */
  veil: () => HTMLElement
  /** after scrolling, or when the list's end came nearer */
  onMove: () => void
}) {
  const { idOf, body, veil } = options
  const heights = makeRowHeights()
  /** in the order they were made in, as their elements are put in order here */
  const [slots, setSlots] = createSignal<readonly Slot<T>[]>([])
  /** the same in the order of the document, but while scrolling */
  let pool: Slot<T>[] = []
  let all: Rows<T> = []
  let first: string | undefined
  /** what is seen, in px from the list's top, and the rows that are there for it */
  let view = { top: 0, height: innerHeight }
  let there = { from: 0, to: -1 }
  /** by how much (px) rows are drawn higher than they stand, until scrolling ends */
  let shift = 0
  let width = 0
  /** where the list was drawn to end (px) */
  let end = 0
  let filling: ReturnType<typeof setTimeout> | undefined
  /** since when (`performance.now()`) what is not seen waits */
  let waiting: number | undefined

  const look = (): void => {
    const { top } = body()?.getBoundingClientRect() ?? { top: 0 }
    view = { top: -top, height: innerHeight }
  }
  const draw = (): void => {
    // what comes in front moves all rows by one style, not by one each
    const zero = heights.zero()
    for (const slot of pool) slot.moveTo(heights.topOf(slot.at) - zero)
    const rows = body()?.firstElementChild
    if (rows instanceof HTMLElement) rows.style.setProperty('transform', `translateY(${zero - shift}px)`)
    if (end < view.top + view.height + FAR) drawEnd()
  }
  /** The page is laid out anew for this. */
  const drawEnd = (): void => {
    end = heights.topOf(all.length)
    body()?.style.setProperty('height', `${end}px`)
  }
  const show = (): void => {
    const before = slots()
    const stay = before.filter((slot) => pool.includes(slot))
    const made = pool.filter((slot) => !before.includes(slot))
    if (made.length > 0 || stay.length < before.length) setSlots([...stay, ...made])
  }
  const hasFocus = (slot: Slot<T>): boolean => slot.element?.contains(document.activeElement) ?? false
  /** Leaves only the rows that are near, as Tab and screen readers go through all, in the order they stand in. */
  const tidy = (): void => {
    pool = pool.filter((slot) => (slot.at >= there.from && slot.at <= there.to) || hasFocus(slot))
    batch(() => {
      show()
      for (const slot of pool) slot.tell()
    })
    pool.sort((a, b) => a.at - b.at)
    const parent = body()?.firstElementChild
    if (parent)
      sortInPlace(
        parent,
        pool.flatMap(({ element }) => element ?? []),
      )
  }

  const observer = new ResizeObserver((entries) => {
    const seen = heights.indexAt(view.top + shift, all.length)
    const before = heights.topOf(seen)
    let found: Slot<T>[] = []
    let isOther = false
    for (const { target, contentRect } of entries) {
      const slot = pool.find(({ element }) => element === target)
      if (!slot || contentRect.height === 0) continue
      isOther ||= contentRect.width !== width
      width = contentRect.width
      slot.height = contentRect.height
      found.push(slot)
    }
    if (isOther) {
      found = pool.filter(({ height }) => height > 0)
      const sorted = found.map(({ height }) => height).sort((a, b) => a - b)
      heights.forget(sorted[sorted.length >> 1])
    }
    for (const { at, height } of found) heights.set(at, height)
    shift += heights.topOf(seen) - before
    // rows near the top would be drawn over what stands above the list
    if (!isScrolling() || view.top < view.height + Math.abs(shift)) settle()
    draw()
    if (isOther) fill(0)
    options.onMove()
  })
  const settle = (): void => {
    const by = shift
    if (by === 0) return
    shift = 0
    draw()
    scrollBy({ top: by, behavior: 'instant' })
  }

  /** The rows in view and `margin` px around it, first and last. */
  const near = (margin: number): { from: number; to: number } => {
    const top = view.top + shift
    return {
      from: heights.indexAt(top - margin, all.length),
      to: Math.min(all.length - 1, heights.indexAt(top + view.height + margin, all.length)),
    }
  }
  /** Makes sure that what is seen is there, and `margin` px around it; of another list (`anew`) nothing else stays. */
  const mount = (margin: number, anew = false): void => {
    const { from, to } = (there = near(margin))
    const byId = new Map(pool.map((slot) => [slot.id, slot]))
    const kept = new Set<Slot<T>>()
    const missing: { row: T; at: number }[] = []
    const keep = (slot: Slot<T>, row: T, at: number): void => {
      kept.add(slot)
      slot.give(row, at)
      if (anew && slot.height > 0) heights.set(at, slot.height)
    }
    for (let at = from; at <= to; at++) {
      const row = all.at(at)
      if (row === undefined) continue
      const slot = byId.get(idOf(row))
      if (slot) keep(slot, row, at)
      else missing.push({ row, at })
    }
    const focused = pool.find((slot) => !kept.has(slot) && hasFocus(slot))
    if (focused) {
      const at = anew ? all.findIndex((row) => idOf(row) === focused.id) : focused.at
      const row = at < 0 ? undefined : all.at(at)
      if (row !== undefined) keep(focused, row, at)
    }
    // the farthest is needed last; where all are new, taking the nearest leaves the others where they stand
    const far = (slot: Slot<T>): number => Math.abs(slot.at - (from + to) / 2) * (kept.size > 0 ? 1 : -1)
    const spare = pool.filter((slot) => !kept.has(slot)).sort((a, b) => far(b) - far(a))
    const taken = new Set(spare.slice(0, missing.length))
    const next = pool.filter((slot) => taken.has(slot))
    for (const [i, { row, at }] of missing.entries()) {
      const slot = next[i]
      if (slot) slot.give(row, at)
      else pool.push(makeSlot(row, at, { idOf, heightOf: heights.heightOf, observer }))
    }
    const gone = anew ? spare.filter((slot) => !taken.has(slot)) : []
    pool = pool.filter((slot) => !gone.includes(slot))
    show()
    draw()
  }
  const isThere = (margin: number): boolean => {
    const { from, to } = near(margin)
    return from >= there.from && to <= there.to
  }
  const mountAround = (): void => batch(() => mount(AROUND))
  const fill = (after: number): void => {
    clearTimeout(filling)
    waiting ??= performance.now()
    const latest = waiting + UNSEEN_WITHIN - performance.now()
    filling = setTimeout(
      () => {
        waiting = undefined
        mountAround()
        drawEnd()
        if (!isScrolling()) tidy()
      },
      Math.min(after, latest),
    )
  }

  /** How many rows came in front of those that were there; undefined when it is another list. */
  const addedInFront = (now: Rows<T>): number | undefined => {
    for (let front = 0; front <= now.length - all.length; front++) {
      const row = now.at(front)
      if (row === undefined || idOf(row) !== first) continue
      const isThere = ({ id, at }: Slot<T>) => {
        const same = now.at(at + front)
        return same !== undefined && idOf(same) === id
      }
      return pool.every(isThere) ? front : undefined
    }
    return undefined
  }
  createComputed(
    on(options.rows, (now) => {
      const front = all.length === 0 ? undefined : addedInFront(now)
      all = now
      const top = now.at(0)
      first = top === undefined ? undefined : idOf(top)
      if (front === undefined) heights.forget()
      else {
        heights.addInFront(front)
        for (const slot of pool) {
          const row = now.at(slot.at + front)
          if (row !== undefined) slot.give(row, slot.at + front)
        }
      }
      look()
      mount(0, front === undefined)
      if (front === undefined) drawEnd()
      fill(front === undefined ? 0 : UNSEEN_AFTER)
    }),
  )

  const { isScrolling } = createScrolling({
    onWheel: () => void (veil().hidden = false),
    onScroll: () => {
      look()
      if (!isThere(0)) {
        // a jump: what is seen comes first
        batch(() => mount(0))
        fill(0)
      } else if (!isThere(AROUND)) mountAround()
      options.onMove()
    },
    onRest: () => {
      veil().hidden = true
      settle()
      tidy()
    },
  })
  const onResize = (): void => {
    look()
    fill(0)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return
    // it goes through the rows as they stand in the document
    mountAround()
    tidy()
  }
  addEventListener('resize', onResize)
  addEventListener('keydown', onKeyDown, { capture: true })
  onMount(onResize)
  onCleanup(() => {
    removeEventListener('resize', onResize)
    removeEventListener('keydown', onKeyDown, { capture: true })
    clearTimeout(filling)
    observer.disconnect()
  })
  return {
    slots,
    /** the list's end, px from the top of what is seen */
    end: () => heights.topOf(all.length) - view.top,
    /** scrolls no further than it must until a row is in view; gives its element */
    reveal(index: number): HTMLElement | undefined {
      look()
      drawEnd()
      const [top, bottom] = [heights.topOf(index), heights.topOf(index + 1)]
      if (top < view.top || bottom > view.top + view.height) {
        scrollBy({ top: top < view.top ? top - view.top : bottom - view.top - view.height, behavior: 'instant' })
        look()
      }
      batch(() => mount(0))
      const element = pool.find(({ at }) => at === index)?.element
      element?.scrollIntoView({ block: 'nearest' })
      return element
    },
  }
}
