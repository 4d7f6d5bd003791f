import { expect, test } from 'vitest'
import { makeRowHeights } from '#web/pages/list/row-heights.ts'

/** A list whose rows are all `usual` px high. */
function list(usual: number) {
  const heights = makeRowHeights()
  heights.forget(usual)
  return heights
}

test('rows stand under each other, and the row at a place is found, also before the first and behind the last', () => {
  const heights = list(50)
  expect([0, 1, 100_000].map(heights.topOf)).toEqual([0, 50, 5_000_000])
  expect([-80, 0, 49, 50, 149, 9_999].map((px) => heights.indexAt(px, 4))).toEqual([0, 0, 0, 1, 2, 3])
})
test('a row of another height moves those under it, and no others', () => {
  const heights = list(50)
  heights.set(2, 80)
  heights.set(700, 20)
  expect([2, 3, 700, 701].map(heights.topOf)).toEqual([100, 180, 35_030, 35_050])
  expect([179, 180].map((px) => heights.indexAt(px, 1000))).toEqual([2, 3])
  heights.set(2, 50)
  expect([3, 701].map(heights.topOf)).toEqual([150, 35_020])
})
test('rows that come in front take the heights of those that were there along', () => {
  const heights = list(50)
  heights.set(0, 80)
  heights.addInFront(3)
  expect([heights.heightOf(0), heights.heightOf(3)]).toEqual([50, 80])
  expect([3, 4].map(heights.topOf)).toEqual([150, 230])
  heights.set(1, 60)
  expect(heights.zero()).toBe(160)
  expect(heights.topOf(4)).toBe(240)
})
