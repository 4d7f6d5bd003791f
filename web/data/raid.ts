import { queryOptions, useMutation } from '@tanstack/solid-query'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveFrame } from '#schema/contract/live.ts'
import type { RaidState } from '#schema/contract/raid.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'

/** Raid mode and the latest alerts; the live stream keeps it true. */
export const raidQuery = (guild: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'raid'] as const,
    queryFn: () => read(api.guilds[':guild'].raid.$get({ param: { guild } })),
  })

/** Lays what the stream tells over what was fetched; an answer under way may be older, and is asked for again. */
export function patchRaid(guild: Snowflake, frame: LiveFrame): void {
  const change = changeOf(frame)
  if (!change) return
  const { queryKey } = raidQuery(guild)
  const before = queryClient.getQueryData(queryKey)
  const after = before && change(before)
  if (after && after !== before) queryClient.setQueryData(queryKey, after)
  if (frame.type !== 'case.updated' && queryClient.isFetching({ queryKey }) > 0)
    void queryClient.invalidateQueries({ queryKey })
}

function changeOf(frame: LiveFrame): ((state: RaidState) => RaidState) | null {
  switch (frame.type) {
    case 'raid.changed':
      return (state) => ({ ...state, mode: frame.data.mode })
    case 'raid.alert':
      return (state) => ({
        ...state,
        alerts: [frame.data, ...state.alerts.filter(({ id }) => id !== frame.data.id)].sort(
          (a, b) => b.startedAt - a.startedAt,
        ),
      })
    case 'case.updated': {
      const { number, endError } = frame.data
      return (state) =>
        state.mode?.number === number ? { ...state, mode: { ...state.mode, endError: endError ?? null } } : state
    }
    default:
      return null
  }
}

export const useDismissAlert = (guild: () => Snowflake) =>
  useMutation(
    () => ({
      mutationFn: (alert: string) =>
        read(api.guilds[':guild'].raid.alerts[':alert'].dismiss.$post({ param: { guild: guild(), alert } })),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: raidQuery(guild()).queryKey }),
    }),
    () => queryClient,
  )
