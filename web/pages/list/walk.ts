import { type Accessor, createComputed, createEffect, createSignal, on } from 'solid-js'
import type { Rows } from '#web/data/rows.ts'
import type { ListHandle } from './row-list.tsx'
import { focusedRow } from './row-steps.ts'

const atRow = (): number | undefined => Number(focusedRow()) || undefined

/** Whether somebody is at a row just now, so that none may move. */
export const isAtRow = (): boolean => atRow() !== undefined

/** This many rows from the end the older ones are asked for. */
const NEAR_END = 5

/** Walks a list whose open row stands beside it, at an address of its own: by keys, and with the sheet's arrows. */
export function createWalk<T>(options: {
  rows: Accessor<Rows<T>>
  idOf: (row: T) => number
  open: Accessor<number | undefined>
  go: (id: number | undefined, replace?: boolean) => void
  handle: () => ListHandle | undefined
  loadMore: () => void
}) {
  const { rows, idOf, open, go, handle, loadMore } = options
  const [cursor, setCursor] = createSignal<number>()
  createEffect(on(open, (id) => id !== undefined && setCursor(id)))
  // opening or closing the sheet changes the rows' heights; the row it is about stays where the eye is, and the focus that a
  // closed sheet gives back is for that row, as the element it came from may show another by now
  createComputed(
    on(open, (id, before) => {
      const about = id ?? before
      if (about === undefined || (id !== undefined) === (before !== undefined)) return
      const top = handle()?.topOf(String(about))
      if (top === undefined) return
      const place = () => {
        handle()?.place(String(about), top)
        const at = rows().findIndex((row) => idOf(row) === about)
        if (id !== undefined || open() !== undefined || at === -1) return
        if (document.activeElement === document.body || isAtRow()) handle()?.show(at)
      }
      requestAnimationFrame(() => requestAnimationFrame(place))
    }),
  )
  return {
    /** the row one is at: focused, open, or where the keys were last */
    current: (): number | undefined => atRow() ?? open() ?? cursor(),
    /** Goes to the next row or the one before; gives from where to where, undefined at an end. */
    step(by: 1 | -1): { from: number | undefined; to: number } | undefined {
      const all = rows()
      const here = open() ?? atRow() ?? cursor()
      const at = all.findIndex((row) => idOf(row) === here)
      const to = at === -1 ? 0 : at + by
      const next = to < 0 ? undefined : all.at(to)
      if (!next) return undefined
      const id = idOf(next)
      setCursor(id)
      // within the sheet the focus stays
      handle()?.show(to, open() === undefined || isAtRow())
      if (open() !== undefined) go(id, true)
      if (to > all.length - NEAR_END) loadMore()
      return { from: at === -1 ? undefined : here, to: id }
    },
  }
}
