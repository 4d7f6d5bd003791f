import type { Snowflake } from '#schema/contract/ids.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useQuery } from './query.ts'

/** Labels, reason templates and known staff to choose from; read anew when settings or seats change. */
export const useChoices = (guild: () => Snowflake) =>
  useQuery(() => ({
    queryKey: [...guildKey(guild()), 'choices'] as const,
    queryFn: () => read(api.guilds[':guild'].choices.$get({ param: { guild: guild() } })),
  }))
