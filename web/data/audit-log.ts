import { type Accessor, createComputed, createMemo, createSignal, on } from 'solid-js'
import type { AuditFilter, AuditLink, AuditRow } from '#schema/contract/audit.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { createKeyset, type Page } from './keyset.ts'
import { onLive } from './live.ts'
import { useQuery } from './query.ts'

/** While rows come fast, what is new is asked for this often; ms. */
const EVERY = 250

const auditKey = (guild: Snowflake) => [...guildKey(guild), 'audit'] as const
let visits = 0

interface Newer {
  /** the first page these came after */
  since: Page<AuditRow, number> | undefined
  rows: readonly AuditRow[]
}

/**
 * The log under a filter, newest first. The stream tells only that rows came, for not all who listen may read them: they are
 * asked for, and stand before what was fetched. Read anew at each visit, as what came in between was not heard.
 */
export function createAuditList(options: { guild: Accessor<Snowflake>; filter: Accessor<AuditFilter> }) {
  const visit = ++visits
  const [head, setHead] = createSignal<AuditLink | null>(null)
  const [newer, setNewer] = createSignal<Newer>({ since: undefined, rows: [] })
  const pageOf = async (asked: AuditFilter & { before?: number; after?: number }, signal?: AbortSignal) => {
    const param = { guild: options.guild() }
    const page = await read(
      api.guilds[':guild']['audit-log'].$get({ param, query: asked }, signal && { init: { signal } }),
    )
    setHead(page.head)
    return page
  }
  const list = createKeyset<AuditRow, number>(() => {
    const filter = options.filter()
    return {
      queryKey: [...auditKey(options.guild()), 'list', filter, visit],
      fetchPage: async (before, signal) => {
        const { rows, next } = await pageOf(before === null ? filter : { ...filter, before }, signal)
        return { rows, next }
      },
    }
  })
  const first = createMemo(() => (list.isStale() ? undefined : list.pages()[0]))

  let heardAt = 0
  let reading = false
  const readNewer = async () => {
    if (reading) return
    reading = true
    try {
      for (let since = first(); since && heardAt > since.askedAt;) {
        const askedAt = performance.now()
        const known = newer().since === since ? newer().rows : []
        const top = known[0]?.seq ?? since.rows[0]?.seq ?? 0
        const page = await pageOf({ ...options.filter(), after: top })
        if (first() !== since) since = first()
        else {
          setNewer({ since, rows: [...page.rows, ...known] })
          if (page.next === null && heardAt <= askedAt) return
          await new Promise((resolve) => setTimeout(resolve, EVERY))
        }
      }
    } catch {
      // the stream says again that there are more, or that all is to be read anew
    } finally {
      reading = false
    }
  }
  onLive('audit.appended', () => {
    heardAt = performance.now()
    void readNewer()
  })
  createComputed(on(first, () => void readNewer()))

  const rows = createMemo(() => {
    const fetched = list.pages().flatMap((page) => page.rows)
    const { since, rows } = newer()
    return since !== undefined && since === first() && rows.length > 0 ? [...rows, ...fetched] : fetched
  })
  return { ...list, rows, head }
}

/** One row; it never changes. */
export const useAuditRow = (guild: Accessor<Snowflake>, seq: Accessor<number>) =>
  useQuery(() => ({
    queryKey: [...auditKey(guild()), 'one', seq()],
    queryFn: () =>
      read(api.guilds[':guild']['audit-log'][':seq'].$get({ param: { guild: guild(), seq: String(seq()) } })),
    staleTime: Infinity,
  }))

/** Where the log, or what a filter leaves of it, is found as a file. */
export function auditExportPath(guild: Snowflake, format: 'json' | 'csv', filter: AuditFilter = {}): string {
  const given = Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
  return `/api/guilds/${guild}/audit-log/export?${new URLSearchParams([['format', format], ...given]).toString()}`
}
