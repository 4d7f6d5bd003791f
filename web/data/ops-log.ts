import { queryOptions, useMutation } from '@tanstack/solid-query'
import { type Accessor, createMemo, createSignal } from 'solid-js'
import type { LogQuery, LogRow } from '#schema/contract/ops.ts'
import { api, queryClient, read } from './client.ts'
import { createKeyset } from './keyset.ts'
import { onPanel, panelKey } from './panel.ts'

export type LogFilter = Omit<LogQuery, 'before' | 'limit'>
/** What the address may hold: texts. */
export type LogSearch = Partial<Record<Exclude<keyof LogFilter, 'severity'>, string>> & Pick<LogFilter, 'severity'>

/** As many as came live are kept above what was fetched; what is older is fetched again. */
const MOST_HEARD = 2_000

const isLike = (row: LogRow, { severity, type, guild, q, to }: LogSearch): boolean =>
  (!severity || row.severity === severity) &&
  (!type || row.type === type) &&
  (!guild || row.guildId === guild) &&
  (!to || row.at <= Number(to)) &&
  (!q || `${row.message} ${JSON.stringify(row.detail ?? {})}`.toLowerCase().includes(q.toLowerCase()))

/** The operational log under a filter, newest first; what comes live stands on top, counted up in place. */
export function createLogList(search: Accessor<LogSearch>) {
  const [heard, setHeard] = createSignal<ReadonlyMap<number, LogRow>>(new Map(), { equals: false })
  onPanel('log.appended', ({ rows }) => {
    const known = new Map(heard())
    for (const row of rows) known.set(row.seq, row)
    for (const seq of [...known.keys()].sort((a, b) => a - b).slice(0, Math.max(0, known.size - MOST_HEARD)))
      known.delete(seq)
    setHeard(known)
  })
  const list = createKeyset<LogRow, number>(() => {
    const asked = search()
    return {
      // the second of a key is what must be the same for old rows to stay while new ones come
      queryKey: [...panelKey, 'log', asked],
      fetchPage: async (before, signal) => {
        const query = { ...asked, ...(before === null ? {} : { before: String(before) }) }
        const page = await read(api.developer.log.$get({ query }, { init: { signal } }))
        return { rows: page.rows, next: page.next }
      },
    }
  })
  const rows = createMemo(() => {
    const known = heard()
    const fetched = list.pages().flatMap((page) => page.rows.map((row) => known.get(row.seq) ?? row))
    if (list.isStale()) return fetched
    const top = fetched[0]?.seq ?? 0
    const news = [...known.values()].filter((row) => row.seq > top && isLike(row, search()))
    return [...news.sort((a, b) => b.seq - a.seq), ...fetched]
  })
  return { ...list, rows }
}

/** How long the log is kept. */
export const retentionQuery = queryOptions({
  queryKey: [...panelKey, 'log-retention'] as const,
  queryFn: () => read(api.developer.log.retention.$get()),
})

export const useKeepLog = () =>
  useMutation(
    () => ({
      mutationFn: (days: number) => read(api.developer.log.retention.$put({ json: { days } })),
      onSuccess: (kept: { days: number }) => void queryClient.setQueryData(retentionQuery.queryKey, kept),
    }),
    () => queryClient,
  )
