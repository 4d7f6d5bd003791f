import { queryOptions } from '@tanstack/solid-query'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, read } from './client.ts'
import { useQuery } from './query.ts'

/** Every key of a guild's data begins with this, so that all of it can be refetched at once. */
export const guildKey = (guild: Snowflake) => ['guild', guild] as const

export const guildsQuery = queryOptions({
  queryKey: ['guilds'],
  queryFn: async () => (await read(api.guilds.$get())).guilds,
})

/** The servers one can see here, and those one could invite the bot to. */
export const useGuilds = () => useQuery(() => guildsQuery)

/** A server's name, roles and channels, and what the signed-in person may do there. */
export const guildQuery = (guild: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'home'] as const,
    queryFn: () => read(api.guilds[':guild'].$get({ param: { guild } })),
  })
