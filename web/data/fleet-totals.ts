import { queryOptions } from '@tanstack/solid-query'
import { api, queryClient, read } from './client.ts'
import { onPanel, panelKey } from './panel.ts'

const totalsKey = [...panelKey, 'fleet-totals'] as const

/** All servers counted: members, languages, modules. */
export const fleetTotalsQuery = queryOptions({
  queryKey: totalsKey,
  staleTime: 0,
  queryFn: () => read(api.developer.servers.totals.$get()),
})

/** Keeps the totals true while the calling component lives. */
export const followFleet = (): void =>
  onPanel('fleet.changed', ({ change }) => queryClient.setQueryData(totalsKey, change.totals))

/** Servers by name or id, most members first; also those the bot has left. Nothing is asked without words. */
export const serverSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [...panelKey, 'server-search', q] as const,
    enabled: q !== '',
    queryFn: ({ signal }) =>
      read(api.developer.servers.$get({ query: { q, order: 'members', state: 'all' } }, { init: { signal } })),
  })
