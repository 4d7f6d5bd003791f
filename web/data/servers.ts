import { queryOptions } from '@tanstack/solid-query'
import { type Accessor, createMemo, createSignal } from 'solid-js'
import { fleetComparer, fleetMatcher, traitsOf } from '#schema/contract/fleet-match.ts'
import type { FleetQuery, FleetRow } from '#schema/contract/fleet.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, queryClient, read } from './client.ts'
import { createKeyset } from './keyset.ts'
import { newer, type Heard } from './overlay.ts'
import { onPanel, panelKey } from './panel.ts'
import { useQuery } from './query.ts'

/** What the address may hold, as texts. */
export type ServerSearch = Partial<Record<Exclude<keyof FleetQuery, 'after'>, string>>

const totalsQuery = queryOptions({
  queryKey: [...panelKey, 'servers', 'totals'] as const,
  queryFn: () => read(api.developer.servers.totals.$get()),
})

/** All servers counted, as they are now. */
export function useFleetTotals() {
  onPanel('fleet.changed', ({ change }) => void queryClient.setQueryData(totalsQuery.queryKey, change.totals))
  return useQuery(() => totalsQuery)
}

/**
 * Servers under any filters, each as it is now. What came to match meanwhile and belongs into what is shown is let in where it
 * belongs while `mayMove`, and else only counted.
 */
export function createServerList(search: Accessor<ServerSearch>, mayMove: () => boolean) {
  const [heard, setHeard] = createSignal<ReadonlyMap<Snowflake, Heard<FleetRow | null>>>(new Map(), { equals: false })
  const [admitted, setAdmitted] = createSignal<ReadonlySet<Snowflake>>(new Set<Snowflake>())
  const [outdated, setOutdated] = createSignal(false)
  const [gateway, setGateway] = createSignal(1)

  const list = createKeyset<FleetRow, string>(() => {
    const asked = search()
    return {
      queryKey: [...panelKey, 'servers', 'list', asked],
      fetchPage: async (after, signal) => {
        // the address holds what the query is parsed from
        const query = { ...asked, ...(after === null ? {} : { after }) } as FleetQuery
        const page = await read(api.developer.servers.$get({ query }, { init: { signal } }))
        setGateway(page.gatewayShards)
        return { rows: page.rows, next: page.next, total: page.total }
      },
    }
  })
  const fetched = createMemo(() => {
    const known = heard()
    const seen = new Set<Snowflake>()
    return list.pages().flatMap((page) =>
      page.rows.flatMap((row) => {
        // a server that moved between two pages is in both
        if (seen.has(row.id)) return []
        seen.add(row.id)
        const told = known.get(row.id)
        return told?.row ? newer(row, page.askedAt, { row: told.row, at: told.at }) : row
      }),
    )
  })
  const gone = (id: Snowflake): boolean => heard().get(id)?.row === null

  const missing = createMemo((): FleetRow[] => {
    const first = list.pages()[0]
    if (!first || list.isStale()) return []
    const isMeant = matcherOf(search())
    const compare = comparerOf(search())
    const shown = fetched()
    const present = new Set(shown.map(({ id }) => id))
    const last = list.hasMore() ? shown.at(-1) : undefined
    return [...heard().values()]
      .flatMap(({ row, at }) => (row && at > first.askedAt ? [row] : []))
      .filter((row) => !present.has(row.id) && isMeant(row) && (!last || compare(row, last) < 0))
  })
  const rows = createMemo(() => {
    const inside = missing().filter(({ id }) => admitted().has(id))
    if (inside.length === 0) return fetched()
    const compare = comparerOf(search())
    const all = [...fetched()]
    // what is shown stays where it is, whatever became of it
    for (const row of inside) {
      const place = all.findIndex((other) => compare(row, other) < 0)
      all.splice(place === -1 ? all.length : place, 0, row)
    }
    return all
  })
  const letIn = () => {
    setAdmitted(new Set([...admitted(), ...missing().map(({ id }) => id)]))
    if (!outdated()) return
    setOutdated(false)
    void list.refetch()
  }
  onPanel('fleet.changed', ({ change }) => {
    const at = performance.now()
    const known = new Map(heard())
    for (const row of change.rows) known.set(row.id, { row, at })
    for (const id of change.gone) known.set(id, { row: null, at })
    setHeard(known)
    if (change.stale) setOutdated(true)
    if (mayMove()) letIn()
  })
  return {
    ...list,
    rows,
    gone,
    gateway,
    /** how many wait to be let in */
    waiting: () => missing().length - missing().filter(({ id }) => admitted().has(id)).length,
    /** more changed at once than was told */
    outdated,
    letIn,
    isFresh: (id: Snowflake) => admitted().has(id),
    total: () => list.pages()[0]?.total ?? null,
  }
}

const comparerOf = ({ order, reverse }: ServerSearch) =>
  fleetComparer((order as FleetQuery['order']) ?? 'installed', reverse === 'yes')

/** Whether a server still belongs under what the address asks. */
export const matcherOf = ({ minMembers, maxMembers, ...rest }: ServerSearch): ((row: FleetRow) => boolean) => {
  const isMeant = fleetMatcher({
    ...(rest as FleetQuery),
    minMembers: minMembers ? Number(minMembers) : undefined,
    maxMembers: maxMembers ? Number(maxMembers) : undefined,
  })
  return (row) => isMeant(traitsOf(row))
}

const LOOK_EVERY = 15_000

/** One server: how it is set up, and how it does as of a few seconds ago. */
export function useServer(id: Accessor<Snowflake>) {
  const query = useQuery(() => ({
    queryKey: [...panelKey, 'servers', 'one', id()],
    queryFn: () => read(api.developer.servers[':guild'].$get({ param: { guild: id() } })),
    refetchInterval: LOOK_EVERY,
  }))
  onPanel('fleet.changed', ({ change: { rows, stale } }) => {
    if (stale || rows.some((row) => row.id === id())) void query.refetch()
  })
  return query
}
