import { queryOptions, useMutation } from '@tanstack/solid-query'
import type { SwitchName, Switches } from '#schema/contract/ops.ts'
import { api, queryClient, read } from './client.ts'
import { panelKey } from './panel.ts'

export const switchesQuery = queryOptions({
  queryKey: [...panelKey, 'switches'] as const,
  queryFn: () => read(api.developer.switches.$get()),
})

/** What the stream told. */
export const noteSwitches = (switches: Switches): void =>
  void queryClient.setQueryData(switchesQuery.queryKey, switches)

/** Switches something off with a reason, or (null) on again. */
export const useSwitch = () =>
  useMutation(
    () => ({
      mutationFn: (json: { name: SwitchName; reason: string | null }) => read(api.developer.switches.$post({ json })),
      onSuccess: noteSwitches,
    }),
    () => queryClient,
  )
