import { queryOptions, useMutation } from '@tanstack/solid-query'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { SettingsSave } from '#schema/contract/settings.ts'
import type { Warnings } from '#schema/contract/warnings.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'

export const settingsQuery = (guild: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'settings'] as const,
    queryFn: () => read(api.guilds[':guild'].settings.$get({ param: { guild } })),
  })

export const readSettingsAnew = (guild: Snowflake) =>
  queryClient.fetchQuery({ ...settingsQuery(guild), staleTime: 0, retry: 1 })

export const useSaveSettings = (guild: () => Snowflake) =>
  useMutation(
    () => ({
      mutationFn: (save: SettingsSave) =>
        read(api.guilds[':guild'].settings.$patch({ param: { guild: guild() }, json: save })),
      onSuccess: () => queryClient.invalidateQueries({ queryKey: settingsQuery(guild()).queryKey }),
    }),
    () => queryClient,
  )

/** What warnings would have led to lately under these settings, which need not be saved. */
export const tryLadder = (guild: Snowflake, warnings: Warnings) =>
  read(api.guilds[':guild'].settings['ladder-trial'].$post({ param: { guild }, json: warnings }))

/** Why the last broadcast of the developers could not be posted here (null: it could), and what there is to follow. */
export const brokenBroadcastsQuery = (guild: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'settings', 'broadcasts'] as const,
    queryFn: () => read(api.guilds[':guild'].settings.broadcasts.$get({ param: { guild } })),
  })

/** Posts a line to the channel of broadcasts, to see whether they can be posted there. */
export const useTryBroadcasts = (guild: () => Snowflake) =>
  useMutation(
    () => ({
      mutationFn: () => read(api.guilds[':guild'].settings.broadcasts.try.$post({ param: { guild: guild() } })),
      onSettled: () => queryClient.invalidateQueries({ queryKey: brokenBroadcastsQuery(guild()).queryKey }),
    }),
    () => queryClient,
  )
