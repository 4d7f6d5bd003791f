import { queryOptions } from '@tanstack/solid-query'
import { onCleanup } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Standing } from '#schema/contract/standing.ts'
import { api, queryClient, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useLive } from './live.ts'
import { type Query, useQuery } from './query.ts'

const standingQuery = (guild: Snowflake, user: Snowflake) =>
  queryOptions({
    queryKey: [...guildKey(guild), 'standing', user] as const,
    // points fall by themselves as time goes by
    staleTime: 0,
    queryFn: () => read(api.guilds[':guild'].members[':user'].standing.$get({ param: { guild, user } })),
  })

/** What someone's warnings weigh, asked anew whenever one is given or revoked or the rules change. */
export function useStanding(guild: Snowflake, user: () => Snowflake): Query<Standing> {
  const live = useLive()
  const query = useQuery(() => standingQuery(guild, user()))
  onCleanup(
    live.on((frame) => {
      const isTheirs =
        (frame.type === 'case.opened' || frame.type === 'case.updated') &&
        frame.data.target?.id === user() &&
        frame.data.kind === 'warn'
      if (isTheirs || frame.type === 'settings.changed' || frame.type === 'cases.opened')
        void queryClient.invalidateQueries({ queryKey: standingQuery(guild, user()).queryKey })
    }),
  )
  return query
}
