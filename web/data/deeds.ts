import type { ActionKind } from '#schema/contract/action.ts'
import type { Failure } from '#schema/contract/failure.ts'
import { useGuild } from './guild.ts'
import { guildQuery } from './guilds.ts'
import { useQuery } from './query.ts'

/** Per kind: null when the signed-in person may ask for it here, or the refusal that says why not. */
export function useDeeds(): (kind: ActionKind) => Failure | null {
  const { id } = useGuild()
  const home = useQuery(() => guildQuery(id))
  return (kind) => home.data?.deeds[kind] ?? null
}
