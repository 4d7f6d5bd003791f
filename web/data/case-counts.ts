import { type Accessor, createMemo, onCleanup } from 'solid-js'
import type { BulkRequest, CaseSelection } from '#schema/contract/bulk.ts'
import { MAX_CASES, type CaseFilter } from '#schema/contract/case-query.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useLive } from './live.ts'
import { useQuery } from './query.ts'

const countsKey = (guild: Snowflake) => [...guildKey(guild), 'case-counts'] as const
/** Counts follow what happens, but not more often than this (ms). */
const AT_MOST_EVERY = 1_000

/** Reads what is counted on screen anew after cases came or changed, while the calling component lives. */
export function useFreshCounts(guild: Accessor<Snowflake>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = useLive().on(({ type }) => {
    if (!type.startsWith('case.') && !type.startsWith('cases.')) return
    timer ??= setTimeout(() => {
      timer = undefined
      void queryClient.invalidateQueries({ queryKey: countsKey(guild()) })
    }, AT_MOST_EVERY)
  })
  onCleanup(() => {
    clearTimeout(timer)
    stop()
  })
}

/** The values of each facet with their counts under the other filters; nothing is asked while `wanted` is false. */
export const useFacets = (guild: Accessor<Snowflake>, filter: Accessor<CaseFilter>, wanted: Accessor<boolean>) =>
  useQuery(() => ({
    queryKey: [...countsKey(guild()), 'facets', filter()],
    enabled: wanted(),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      read(
        api.guilds[':guild'].cases.facets.$get({ param: { guild: guild() }, query: filter() }, { init: { signal } }),
      ),
    placeholderData: (before: Awaited<ReturnType<typeof readFacets>> | undefined) => before,
  }))
const readFacets = (guild: Snowflake) => read(api.guilds[':guild'].cases.facets.$get({ param: { guild }, query: {} }))

/** How many cases match one of these filters, as it is shown: up to 99, then 99+. */
export function useCaseCounts(guild: Accessor<Snowflake>, filters: Accessor<CaseFilter[]>) {
  const query = useQuery(() => ({
    queryKey: [...countsKey(guild()), 'views', filters()],
    enabled: filters().length > 0,
    queryFn: async () => {
      const asked = filters()
      const counts = await countCases(guild(), asked, 99)
      return new Map(counts.map(({ count, more }, i) => [JSON.stringify(asked[i]), `${count}${more ? '+' : ''}`]))
    },
    // by filter, so that what was counted before is never shown for another
    placeholderData: (before: Map<string, string> | undefined) => before,
  }))
  return (filter: CaseFilter): string | undefined => query.data?.get(JSON.stringify(filter))
}

/** How many match each of these, counted no further than `most`. */
export const countCases = async (guild: Snowflake, filters: CaseFilter[], most: number) =>
  (await read(api.guilds[':guild'].cases.count.$post({ param: { guild }, json: { filters, most } }))).counts

/** Changes many cases alike; the stream tells of them once they are. */
export const changeCases = (guild: Snowflake, request: Omit<BulkRequest, 'id'>) =>
  read(
    api.guilds[':guild'].cases.bulk.$post({
      param: { guild },
      json: { ...request, id: crypto.randomUUID() },
    }),
  )

/** The case numbers of a selection, as ranges. */
export const numbersOf = async (guild: Snowflake, cases: CaseSelection): Promise<string> =>
  (await read(api.guilds[':guild'].cases.numbers.$post({ param: { guild }, json: cases }))).numbers

/** Where the cases of a filter, or these of them, are had as a file. */
export function exportHref(
  guild: Snowflake,
  { format, filter, numbers }: { format: 'csv' | 'json'; filter: CaseFilter; numbers?: string | undefined },
): string {
  const query = new URLSearchParams({ format, ...(numbers ? { numbers } : {}) })
  if (!numbers)
    for (const [key, value] of Object.entries(filter)) if (value !== undefined) query.set(key, String(value))
  return `/api/guilds/${guild}/cases/export?${query}`
}

/** How many cases match in all; null when more than can be changed at once, undefined until it is known. */
export function useMatching(guild: Accessor<Snowflake>, filter: Accessor<CaseFilter>, wanted: Accessor<boolean>) {
  const query = useQuery(() => ({
    queryKey: [...countsKey(guild()), 'matching', filter()],
    enabled: wanted(),
    queryFn: () => countCases(guild(), [filter()], MAX_CASES),
  }))
  return createMemo(() => {
    const [found] = query.data ?? []
    return found && (found.more ? null : found.count)
  })
}
