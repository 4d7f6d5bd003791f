import { queryOptions } from '@tanstack/solid-query'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'

export const overviewQuery = (guild: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'overview'] as const,
    // Its page lays the live stream over what was fetched, so each visit begins with a fresh one.
    staleTime: 0,
    queryFn: () => read(api.guilds[':guild'].overview.$get({ param: { guild } })),
  })
