import { useMutation } from '@tanstack/solid-query'
import { type Accessor, createComputed, createMemo, on } from 'solid-js'
import { matchesReport } from '#schema/contract/report-filter.ts'
import type { Report, ReportChangeInput, ReportQuery } from '#schema/contract/report.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset } from './keyset.ts'
import { useLive } from './live.ts'
import { makeOverlay, newer } from './overlay.ts'
import { useQuery } from './query.ts'

export type ReportFilter = Omit<ReportQuery, 'before'>

const reportsKey = (guild: Snowflake) => [...guildKey(guild), 'reports'] as const

/** Reports as the stream last told them, by number. */
const heardReports = makeOverlay<Report>((frame) =>
  frame.type === 'report.opened' || frame.type === 'report.updated'
    ? { id: String(frame.data.report.number), row: frame.data.report }
    : null,
)

/** The queue under a filter, newest first, each report as it is now; new ones that belong come in front. */
export function createReportList(options: { guild: Accessor<Snowflake>; filter: Accessor<ReportFilter> }) {
  const heard = heardReports(useLive())
  const list = createKeyset<Report, number>(() => {
    const guild = options.guild()
    const filter = options.filter()
    return {
      queryKey: [...reportsKey(guild), 'list', filter],
      fetchPage: async (before, signal) => {
        const query = { ...filter, before: before ?? undefined }
        const page = await read(api.guilds[':guild'].reports.$get({ param: { guild }, query }, { init: { signal } }))
        return { rows: page.reports, next: page.next }
      },
    }
  })
  // what came in while the queue was open stays in it, also when it no longer belongs: nothing goes from under the pointer
  let came = new Set<number>()
  createComputed(on(options.filter, () => void (came = new Set())))
  const rows = createMemo(() => {
    const [first] = list.pages()
    const known = heard()
    const fetched = list
      .pages()
      .flatMap((page) => page.rows.map((r) => newer(r, page.askedAt, known.get(String(r.number)))))
    if (!first || list.isStale()) return fetched
    const present = new Set(fetched.map(({ number }) => number))
    // one that came to belong, as when it is reopened, takes its place among the others
    const joined = [...known.values()]
      .filter(({ row, at }) => at > first.askedAt && !present.has(row.number))
      .map(({ row }) => row)
      .filter((row) => came.has(row.number) || matchesReport(row, options.filter()))
      .filter(({ number }) => !list.hasMore() || number > (fetched.at(-1)?.number ?? 0))
    for (const { number } of joined) came.add(number)
    return joined.length > 0 ? [...joined, ...fetched].sort((a, b) => b.number - a.number) : fetched
  })
  return { ...list, rows }
}

/** One report as it is now. */
export function useReport(guild: Accessor<Snowflake>, number: Accessor<number>) {
  const heard = heardReports(useLive())
  const query = useQuery(() => ({
    queryKey: [...reportsKey(guild()), 'one', number()],
    queryFn: async () => {
      const askedAt = performance.now()
      const param = { guild: guild(), number: String(number()) }
      return { report: await read(api.guilds[':guild'].reports[':number'].$get({ param })), askedAt }
    },
  }))
  const report = createMemo((): Report | undefined => {
    const live = heard().get(String(number()))
    const fetched = query.isSuccess ? query.data : undefined
    if (fetched?.report.number !== number()) return live?.row
    return newer(fetched.report, fetched.askedAt, live)
  })
  return { query, report }
}

/** What else was reported about someone, newest first, as it is now. */
export function useReportsAbout(guild: Accessor<Snowflake>, target: Accessor<Snowflake | undefined>) {
  const heard = heardReports(useLive())
  const query = useQuery(() => ({
    queryKey: [...reportsKey(guild()), 'of', target()],
    enabled: target() !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const askedAt = performance.now()
      const asked = { param: { guild: guild() }, query: { target: target() } }
      return { ...(await read(api.guilds[':guild'].reports.$get(asked, { init: { signal } }))), askedAt }
    },
  }))
  return createMemo((): readonly Report[] => {
    const found = query.isSuccess ? query.data : undefined
    const known = heard()
    const fetched = found?.reports.map((r) => newer(r, found.askedAt, known.get(String(r.number)))) ?? []
    const present = new Set(fetched.map(({ number }) => number))
    const more = [...known.values()]
      .map(({ row }) => row)
      .filter((row) => row.target.id === target() && !present.has(row.number))
    return [...fetched, ...more].sort((a, b) => b.number - a.number)
  })
}

/** A moderator's decision; the stream brings the report back changed. */
export const useChangeReport = (guild: Accessor<Snowflake>) =>
  useMutation(
    () => ({
      mutationFn: ({ number, change }: { number: number; change: ReportChangeInput }) =>
        read(
          api.guilds[':guild'].reports[':number'].$patch({
            param: { guild: guild(), number: String(number) },
            json: change,
          }),
        ),
      onSettled: () => queryClient.invalidateQueries({ queryKey: [...reportsKey(guild()), 'one'] }),
    }),
    () => queryClient,
  )
