import { createMemo, createSignal } from 'solid-js'

/**
 * Rows chosen by number: one by one, by ranges from the last one touched, or all that match a query `Q`, loaded or not.
 * `fits` says whether a row is among those of a query.
 */
export function createSelection<Q extends { count: number }>(fits: (number: number, query: Q) => boolean) {
  const [numbers, setNumbers] = createSignal<ReadonlySet<number>>(new Set())
  const [query, setQuery] = createSignal<Q | null>(null)
  let anchor: number | null = null

  const isSelected = (number: number): boolean => {
    const all = query()
    return all ? fits(number, all) : numbers().has(number)
  }
  /** One row taken out of a query leaves the loaded ones chosen by number. */
  const settle = (loaded: readonly number[]): Set<number> => {
    const all = query()
    setQuery(null)
    return all ? new Set(loaded.filter((number) => fits(number, all))) : new Set(numbers())
  }
  return {
    numbers,
    query,
    isSelected,
    count: createMemo(() => query()?.count ?? numbers().size),
    toggle(number: number, loaded: readonly number[]): void {
      const next = settle(loaded)
      if (!next.delete(number)) next.add(number)
      anchor = number
      setNumbers(next)
    },
    /** Chooses everything from the last one touched to this one. */
    extend(to: number, loaded: readonly number[]): void {
      const next = settle(loaded)
      const [from, end] = [loaded.indexOf(anchor ?? to), loaded.indexOf(to)]
      for (const number of loaded.slice(Math.min(from, end), Math.max(from, end) + 1)) next.add(number)
      next.add(to)
      anchor ??= to
      setNumbers(next)
    },
    /** Chooses all of these, or none of them when all are already. */
    toggleAll(loaded: readonly number[]): void {
      const isAll = loaded.every(isSelected)
      const next = settle(loaded)
      for (const number of loaded)
        if (isAll) next.delete(number)
        else next.add(number)
      setNumbers(next)
    },
    selectQuery(all: Q): void {
      setQuery(() => all)
      setNumbers(new Set<number>())
    },
    clear(): void {
      setQuery(null)
      setNumbers(new Set<number>())
      anchor = null
    },
  }
}
