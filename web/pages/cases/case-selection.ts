import { type Accessor, createMemo } from 'solid-js'
import type { CaseSelection } from '#schema/contract/bulk.ts'
import { type CaseFilter, MAX_CASES } from '#schema/contract/case-query.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { writeRanges } from '#schema/contract/number-ranges.ts'
import { createSelection } from '#web/primitives/selection.ts'
import { showToast } from '#web/ui/toast.ts'
import type { Rows } from '#web/data/rows.ts'
import { exportHref, useMatching } from '#web/data/case-counts.ts'
import { filterText, matchesFilter } from './case-filter.ts'

/** As much of a list of numbers fits into an address. */
const MOST_TEXT = 12_000

/** What is made of a value, made when it is asked for and kept until the value is another. */
function createLazy<T, R>(value: Accessor<T>, make: (value: T) => R): Accessor<R> {
  let made: { of: T; result: R } | undefined
  return () => {
    const of = value()
    if (!made || made.of !== of) made = { of, result: make(of) }
    return made.result
  }
}

interface Query {
  filter: CaseFilter
  upTo: number
  count: number
}

/** The cases chosen in the list; they stay chosen when the filter changes. */
export function createCaseSelection(options: {
  guild: Accessor<Snowflake>
  filter: Accessor<CaseFilter>
  rows: Accessor<Rows<Case>>
  hasMore: Accessor<boolean>
}) {
  const { guild, filter, rows } = options
  // only when they are asked for: a long list is not gone through with every row that comes
  const byNumber = createLazy(rows, (all) => new Map(Array.from(all, (c) => [c.number, c])))
  const loaded = createLazy(rows, (all) => Array.from(all, (c) => c.number))
  const selection = createSelection<Query>((number, query) => {
    const c = byNumber().get(number)
    return c !== undefined && number <= query.upTo && matchesFilter(c, query.filter)
  })
  const isAllLoaded = createMemo(() => selection.count() > 0 && loaded().every(selection.isSelected))
  const matching = useMatching(guild, filter, () => isAllLoaded() && !selection.query() && options.hasMore())
  const cases = createMemo((): CaseSelection => {
    const query = selection.query()
    if (query) return { by: 'filter', filter: query.filter, upTo: query.upTo }
    return { by: 'numbers', numbers: writeRanges(selection.numbers()) }
  })
  /** Takes cases along as a file: those chosen, or all that match. */
  const download = (format: 'csv' | 'json', chosen: boolean) => {
    const wanted = cases()
    const numbers = chosen && wanted.by === 'numbers' ? wanted.numbers : undefined
    if (numbers && numbers.length > MOST_TEXT)
      return void showToast('These are too scattered for one file. Export by a filter instead.', { tone: 'danger' })
    const link = document.createElement('a')
    const from = chosen && wanted.by === 'filter' ? wanted.filter : filter()
    link.href = exportHref(guild(), { format, filter: from, numbers })
    link.download = ''
    link.click()
  }
  return {
    ...selection,
    loaded,
    isAllLoaded,
    cases,
    matching,
    download,
    /** how many of the chosen the list does not show */
    elsewhere: createMemo(() => {
      const query = selection.query()
      if (query) return filterText(query.filter) === filterText(filter()) ? 0 : query.count
      return [...selection.numbers()].filter((number) => !byNumber().has(number)).length
    }),
    selectAll: () => {
      const count = matching()
      const upTo = loaded()[0]
      if (count && upTo) selection.selectQuery({ filter: filter(), upTo, count: Math.min(count, MAX_CASES) })
    },
  }
}
export type CaseSelectionState = ReturnType<typeof createCaseSelection>
