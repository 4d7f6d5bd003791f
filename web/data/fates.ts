import type { Accessor } from 'solid-js'
import type { Fate } from '#schema/contract/fate.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { caseKey } from './cases.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useQuery } from './query.ts'

/** Discord tells nobody that a message went, so while one is looked at it is asked after this often; ms. */
const AGAIN = 30_000

/** Whether the messages kept with a case are still in Discord, by id; nothing is asked while `wanted` is false. */
export function useFates(guild: Accessor<Snowflake>, number: Accessor<number>, wanted: Accessor<boolean>) {
  const query = useQuery(() => ({
    queryKey: [...caseKey(guild(), number()), 'fates'],
    enabled: wanted(),
    refetchInterval: AGAIN,
    queryFn: async () => {
      const param = { guild: guild(), number: String(number()) }
      const { fates } = await read(api.guilds[':guild'].cases[':number'].evidence.fates.$get({ param }))
      return { number: number(), fates }
    },
  }))
  return (messageId: Snowflake): Fate | undefined =>
    query.data?.number === number() ? query.data.fates.find((fate) => fate.messageId === messageId) : undefined
}

/** Whether a reported message is still in Discord. */
export function useReportFate(guild: Accessor<Snowflake>, number: Accessor<number>) {
  const query = useQuery(() => ({
    queryKey: [...guildKey(guild()), 'reports', 'fate', number()],
    refetchInterval: AGAIN,
    queryFn: async () => {
      const param = { guild: guild(), number: String(number()) }
      return { number: number(), ...(await read(api.guilds[':guild'].reports[':number'].fate.$get({ param }))) }
    },
  }))
  return (): Fate | undefined => (query.data?.number === number() ? (query.data.fate ?? undefined) : undefined)
}
