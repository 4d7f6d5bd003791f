import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createWatermark } from '#web/pages/list/watermark.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A list of case numbers, newest first, with the reader's attention in the test's hand. */
function list(first: number[]) {
  const [rows, setRows] = createSignal(first)
  const [filter, setFilter] = createSignal('all')
  const reader = { mayMove: true }
  const live = createRoot(() =>
    createWatermark({ rows, height: (number) => number, list: filter, mayMove: () => reader.mayMove }),
  )
  return { ...live, reader, setFilter, setRows, arrive: (number: number) => setRows((all) => [number, ...all]) }
}

test('a new case joins the top of a list nobody is reading, and is tinted for a moment', () => {
  const { visible, arrive, isFresh } = list([2, 1])
  arrive(3)
  expect(visible()).toEqual([3, 2, 1])
  expect([3, 2].map(isFresh)).toEqual([true, false])
  vi.advanceTimersByTime(1500)
  expect(isFresh(3)).toBe(false)
})

test('while it is being read nothing moves: new cases wait and are counted', () => {
  const { visible, waiting, arrive, reader } = list([2, 1])
  reader.mayMove = false
  arrive(3)
  arrive(4)
  expect(visible()).toEqual([2, 1])
  expect(waiting()).toBe(2)
})

test('letting them in shows all that waited, and none is counted any more', () => {
  const { visible, waiting, arrive, reader, letIn, isFresh } = list([1])
  reader.mayMove = false
  arrive(2)
  arrive(3)
  letIn()
  expect(visible()).toEqual([3, 2, 1])
  expect(waiting()).toBe(0)
  expect([3, 2, 1].map(isFresh)).toEqual([true, true, false])
})

test('older pages join at the bottom at once, also while it is being read', () => {
  const { visible, waiting, reader, setRows } = list([9, 8])
  reader.mayMove = false
  setRows([9, 8, 7, 6])
  expect(visible()).toEqual([9, 8, 7, 6])
  expect(waiting()).toBe(0)
})

test('another filter begins anew: nothing of it waits', () => {
  const { visible, waiting, arrive, reader, setFilter, setRows } = list([2, 1])
  reader.mayMove = false
  arrive(3)
  setFilter('bans')
  setRows([30, 20])
  expect(visible()).toEqual([30, 20])
  expect(waiting()).toBe(0)
})
