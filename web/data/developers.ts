import { queryOptions, useMutation } from '@tanstack/solid-query'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, queryClient, read } from './client.ts'
import { panelKey } from './panel.ts'

export const developersQuery = queryOptions({
  queryKey: [...panelKey, 'developers'] as const,
  queryFn: () => read(api.developer.developers.$get()),
})
const refetch = () => queryClient.invalidateQueries({ queryKey: developersQuery.queryKey })

/** Who has this id on Discord; asked only for what looks like one. */
export const someoneQuery = (id: Snowflake | undefined) =>
  queryOptions({
    queryKey: [...panelKey, 'someone', id] as const,
    enabled: id !== undefined,
    retry: false,
    queryFn: () => read(api.developer.developers[':user'].$get({ param: { user: id ?? '' } })),
  })

export const useAddDeveloper = () =>
  useMutation(
    () => ({
      mutationFn: (user: Snowflake) => read(api.developer.developers[':user'].$put({ param: { user } })),
      onSuccess: refetch,
    }),
    () => queryClient,
  )

export const useRemoveDeveloper = () =>
  useMutation(
    () => ({
      mutationFn: (user: Snowflake) => read(api.developer.developers[':user'].$delete({ param: { user } })),
      onSuccess: refetch,
    }),
    () => queryClient,
  )
