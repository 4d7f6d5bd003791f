import { type Accessor, createComputed, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { Rows } from '#web/data/rows.ts'

const FRESH_FOR = 1500
/** As many rows as fill a screen are let in at most this often (ms): nobody reads what is replaced sooner. */
const MANY = 15
const MANY_EVERY = 1_000

/**
 * Lets rows that came in front of a list in only while `mayMove` says so; what came meanwhile waits above the mark and is
 * counted. `height` falls from row to row, as a case's number does. Under another `list` the mark starts anew.
 */
export function createWatermark<T>(options: {
  rows: Accessor<Rows<T>>
  height: (row: T) => number
  list: Accessor<unknown>
  mayMove: () => boolean
}) {
  const [mark, setMark] = createSignal<number | null>(null)
  const [fresh, setFresh] = createSignal<readonly [above: number, upTo: number] | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const newest = createMemo(() => {
    const first = options.rows().at(0)
    return first === undefined ? null : options.height(first)
  })
  const letIn = () => {
    const before = untrack(mark)
    const top = untrack(newest)
    if (top === null || top === before) return
    setMark(top)
    if (before === null) return
    setFresh([before, top])
    clearTimeout(timer)
    timer = setTimeout(() => setFresh(null), FRESH_FOR)
  }
  createComputed(on(options.list, () => void setMark(null)))

  /** whether what came is only held back until the next moment for many */
  const [paced, setPaced] = createSignal(false)
  let pace: ReturnType<typeof setTimeout> | undefined
  let manyAt = 0
  onCleanup(() => clearTimeout(pace))
  const come = () => {
    const top = untrack(mark)
    if (top !== null && !options.mayMove()) return setPaced(false)
    const last = untrack(options.rows).at(MANY)
    const areMany = top !== null && last !== undefined && options.height(last) > top
    const wait = areMany ? manyAt + MANY_EVERY - performance.now() : 0
    clearTimeout(pace)
    setPaced(wait > 0)
    if (wait > 0) return void (pace = setTimeout(come, wait))
    if (areMany) manyAt = performance.now()
    letIn()
  }
  createComputed(on(newest, come))

  /** how many rows at the front are above the mark */
  const above = createMemo(() => {
    const top = mark()
    if (top === null) return 0
    const rows = options.rows()
    const first = rows.findIndex((row) => options.height(row) <= top)
    return first === -1 ? rows.length : first
  })
  return {
    visible: createMemo(() => (above() === 0 ? options.rows() : options.rows().slice(above()))),
    /** how many wait to be let in */
    waiting: () => (paced() ? 0 : above()),
    letIn,
    isFresh: (row: T) => {
      const range = fresh()
      return range !== null && options.height(row) > range[0] && options.height(row) <= range[1]
    },
  }
}
