import { ActionKind, Source } from '#schema/contract/action.ts'
import { CaseStatus } from '#schema/contract/case.ts'
import {
  dmChoices,
  FACET_CAP,
  facetNames,
  type CaseFacets,
  type CaseFilter,
  type Facet,
  type FacetName,
} from '#schema/contract/case-query.ts'
import { readChoice } from '#schema/contract/choice.ts'
import { tagged } from './case-tags.ts'
import type { Search } from './search.ts'
import { textOfWord } from './word-of.ts'

const MOST_MODERATORS = 10

/** A facet's value of a case's tag; undefined: the tag is not of this facet. */
const fromList = (mark: string, options: readonly string[]): ((tag: string) => string | undefined) => {
  const byTag = new Map(options.map((option) => [tagged(mark, option), option]))
  return (tag) => byTag.get(tag)
}
const statusOf = fromList('x', CaseStatus.options)
const valueOf: Record<FacetName, (tag: string) => string | undefined> = {
  kind: fromList('k', ActionKind.options),
  source: fromList('s', Source.options),
  status: (tag) => (tag === 'y1' ? 'running' : statusOf(tag)),
  moderator: (tag) => (/^m\d/.test(tag) ? (tag === 'm0' ? 'none' : tag.slice(1)) : undefined),
  label: (tag) => (tag.startsWith('l') ? textOfWord(tag.slice(1)) : undefined),
  reviewed: (tag) => ({ r0: 'no', r1: 'yes' })[tag],
  dm: fromList('d', dmChoices),
}
/** What is shown even when it has nothing to count; moderators and labels are as many as there are. */
const always: Partial<Record<FacetName, readonly string[]>> = {
  kind: ActionKind.options,
  source: Source.options,
  status: [...CaseStatus.options.slice(0, 1), 'running', ...CaseStatus.options.slice(1)],
  reviewed: ['yes', 'no'],
  dm: dmChoices,
}

/**
 * Counts each facet under all filters but its own. The index gives the newest FACET_CAP cases under the filters with their
 * tags, and again without the facet's own filter where it has one: so at most a thousand rows for each, however many cases
 * there are, and up to that number the counts are exact. `labels` are those the server knows, in its own spelling; the
 * numbers tell where to find a moderator's name.
 */
export function facetsOf(
  search: Pick<Search, 'tags'>,
  filter: CaseFilter,
  labels: readonly string[],
): CaseFacets & { seenIn: Record<string, number> } {
  const all = search.tags(filter, FACET_CAP + 1)
  const seenIn: Record<string, number> = {}
  const facets = Object.fromEntries(
    facetNames.map((name): [FacetName, Facet] => {
      const rows = filter[name] === undefined ? all : search.tags({ ...filter, [name]: undefined }, FACET_CAP + 1)
      const counts = new Map<string, number>((always[name] ?? []).map((value) => [value, 0]))
      if (name === 'label') for (const label of labels) counts.set(label.toLowerCase(), 0)
      const { any, not } = readChoice(filter[name])
      for (const value of [...any, ...not]) counts.set(name === 'label' ? value.toLowerCase() : value, 0)
      for (const { number, tags } of rows.slice(0, FACET_CAP))
        for (const tag of tags.split(' ')) {
          const value = valueOf[name](tag)
          if (value === undefined) continue
          counts.set(value, (counts.get(value) ?? 0) + 1)
          if (name === 'moderator') seenIn[value] ??= number
        }
      return [
        name,
        { values: valuesOf(name, counts, labels, new Set([...any, ...not])), more: rows.length > FACET_CAP },
      ]
    }),
  ) as Record<FacetName, Facet>
  const total = { count: Math.min(all.length, FACET_CAP), more: all.length > FACET_CAP }
  return { facets, total, seenIn }
}

function valuesOf(
  name: FacetName,
  counts: ReadonlyMap<string, number>,
  labels: readonly string[],
  chosen: ReadonlySet<string>,
): Facet['values'] {
  const values = [...counts].map(([value, count]) => ({ value, count }))
  if (name === 'label') {
    const spelled = new Map(labels.map((label) => [label.toLowerCase(), label]))
    return values
      .map(({ value, count }) => ({ value: spelled.get(value) ?? value, count }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
  }
  if (name !== 'moderator') return values
  const top = values.sort((a, b) => b.count - a.count)
  return top.filter(({ value }, rank) => rank < MOST_MODERATORS || chosen.has(value))
}
