import { useMutation } from '@tanstack/solid-query'
import { type Accessor, createMemo } from 'solid-js'
import type { Case } from '#schema/contract/case.ts'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { countUnseen, createReread } from './case-bulk.ts'
import { api, isFailure, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset } from './keyset.ts'
import { useLive } from './live.ts'
import { useQuery } from './query.ts'
import { makeOverlay, newer } from './overlay.ts'
import { inFront, type Rows } from './rows.ts'

const casesKey = (guild: Snowflake) => [...guildKey(guild), 'cases'] as const
export const caseKey = (guild: Snowflake, number: number) => [...casesKey(guild), 'one', number] as const

/** Cases of this guild as the stream last told them, by number. */
export const heardCases = makeOverlay<Case>((frame) =>
  frame.type === 'case.opened' || frame.type === 'case.updated'
    ? { id: String(frame.data.number), row: frame.data }
    : null,
)

/** The list under a filter, newest first, each case as it is now; `belongs` decides which newly opened ones join it. */
export function createCaseList(options: {
  guild: Accessor<Snowflake>
  filter: Accessor<CaseFilter>
  belongs: (c: Case, filter: CaseFilter) => boolean
}) {
  const heard = heardCases(useLive())
  const list = createKeyset<Case, number>(() => {
    const guild = options.guild()
    const filter = options.filter()
    return {
      queryKey: [...casesKey(guild), 'list', filter],
      fetchPage: async (before, signal) => {
        const query = { ...filter, before: before ?? undefined }
        const page = await read(api.guilds[':guild'].cases.$get({ param: { guild }, query }, { init: { signal } }))
        return { rows: page.cases, next: page.next }
      },
    }
  })
  const plain = createMemo(() => list.pages().flatMap((page) => page.rows))
  /** where each case stands among those that were read, and when it was asked for */
  const shown = createMemo(() => {
    const places = new Map<number, { index: number; askedAt: number }>()
    let index = 0
    for (const { rows, askedAt } of list.pages())
      for (const c of rows) places.set(c.number, { index: index++, askedAt })
    return places
  })
  const reread = createReread({ guild: options.guild, shown })
  /** asked once of each case, as many may have come */
  const belongs = createMemo(() => {
    const filter = options.filter()
    const found = new WeakMap<Case, boolean>()
    return (c: Case): boolean => {
      const answer = found.get(c) ?? options.belongs(c, filter)
      found.set(c, answer)
      return answer
    }
  })
  const rows = createMemo((): Rows<Case> => {
    const [first] = list.pages()
    const known = heard()
    const anew = reread()
    // of a long list only what was told or read since is gone through
    const news = [...known.values(), ...anew.values()].flatMap(({ row, at }) => {
      const place = shown().get(row.number)
      return place && at > place.askedAt ? [{ row, at, index: place.index }] : []
    })
    news.sort((a, b) => a.at - b.at)
    const fetched = news.length > 0 ? plain().slice() : plain()
    for (const { row, index } of news) fetched[index] = row
    if (!first || list.isStale()) return fetched
    const top = fetched[0]?.number ?? 0
    const opened = [...known.values()]
      .filter(({ row, at }) => row.number > top && at > first.askedAt && belongs()(row))
      .map(({ row }) => row)
      .sort((a, b) => b.number - a.number)
    return inFront(opened, fetched)
  })
  return {
    ...list,
    rows,
    /** how many came many at once above the list; reading it anew brings those that belong */
    unseen: countUnseen({ first: () => (list.isStale() ? undefined : list.pages()[0]), heard }),
  }
}

/** One case as it is now. */
export function useCase(guild: Accessor<Snowflake>, number: Accessor<number>) {
  const heard = heardCases(useLive())
  const query = useQuery(() => ({
    queryKey: caseKey(guild(), number()),
    queryFn: async () => {
      const askedAt = performance.now()
      const param = { guild: guild(), number: String(number()) }
      return { case: await read(api.guilds[':guild'].cases[':number'].$get({ param })), askedAt }
    },
  }))
  const current = createMemo((): Case | undefined => {
    const live = heard().get(String(number()))
    // reading the data of a pending query would suspend the whole page
    const fetched = query.isSuccess ? query.data : undefined
    if (fetched?.case.number !== number()) return live?.row
    return newer(fetched.case, fetched.askedAt, live)
  })
  return { query, case: current }
}

/** Rewrites a case's reason; `editedAt` is the case's as the reason was read. The stream brings the case back changed. */
export const useEditReason = (guild: Accessor<Snowflake>) =>
  useMutation(
    () => ({
      mutationFn: ({ number, ...json }: { number: number; reason: string; editedAt: number | null }) =>
        read(api.guilds[':guild'].cases[':number'].$patch({ param: { guild: guild(), number: String(number) }, json })),
      onSuccess: (_, { number }) => queryClient.invalidateQueries({ queryKey: caseKey(guild(), number) }),
      onError: (error, { number }) =>
        isFailure(error, 'reason_changed') && queryClient.invalidateQueries({ queryKey: caseKey(guild(), number) }),
    }),
    () => queryClient,
  )
