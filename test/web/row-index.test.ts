import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createRowIndex } from '#web/pages/list/row-index.ts'

interface Row {
  n: number
  words?: string
}

/** Walks a list through these states; at each one every row must be found by its id, in its order. */
function walk(states: Row[][]): void {
  createRoot((dispose) => {
    const [rows, setRows] = createSignal<Row[]>([])
    const index = createRowIndex(rows, (row) => String(row.n))
    for (const state of states) {
      setRows(state)
      expect(index.ids()).toEqual(state.map(({ n }) => String(n)))
      for (const row of state) expect(index.byId(String(row.n))).toBe(row)
    }
    dispose()
  })
}
const from = (first: number, count: number): Row[] => Array.from({ length: count }, (_, i) => ({ n: first - i }))

test('rows in front, at the end, and both at once are found', () => {
  const middle = from(100, 50)
  walk([
    middle,
    [...from(103, 3), ...middle],
    [...from(103, 3), ...middle, ...from(50, 20)],
    [...from(110, 10), ...middle, ...from(50, 40)],
  ])
})
test('rows that change keep their place', () => {
  const rows = from(10, 10)
  const changed = rows.map((row) => (row.n === 7 ? { ...row, words: 'edited' } : row))
  walk([rows, changed, [{ n: 11 }, ...changed]])
})
test('another list, a shorter one, an empty one and back are found too', () => {
  walk([
    from(10, 10),
    from(90, 10),
    from(90, 3),
    [],
    from(5, 5),
    [...from(5, 2), ...from(2, 2)],
    from(5, 5).toReversed(),
  ])
})
