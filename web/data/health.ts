import { queryOptions } from '@tanstack/solid-query'
import type { HealthSpan } from '#schema/contract/health.ts'
import { createThrottle } from '#web/primitives/throttle.ts'
import { api, queryClient, read } from './client.ts'
import { onPanel, panelKey } from './panel.ts'

const healthKey = [...panelKey, 'health'] as const
const AT_MOST = 1_000

/** Everything that is measured, with how it went in this time. */
export const healthQuery = (span: HealthSpan) =>
  queryOptions({
    queryKey: [...healthKey, span] as const,
    staleTime: 0,
    queryFn: () => read(api.developer.health.$get({ query: { span } })),
    placeholderData: (before) => before,
  })

/** Keeps what is measured true while the calling component lives. */
export function followHealth(): void {
  const again = createThrottle(() => queryClient.invalidateQueries({ queryKey: healthKey }), AT_MOST)
  onPanel('health.changed', () => again())
}
