import { type Accessor, createSignal } from 'solid-js'
import type { Fate } from '#schema/contract/fate.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { caseKey } from './cases.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { onLive } from './live.ts'
import { useQuery } from './query.ts'

/** What could not be told is asked for again after this; ms. */
const AGAIN = 10_000
const untilTold = (fates: readonly (Fate | null)[] | undefined): number | false =>
  fates?.some((fate) => fate?.state === 'unknown') ? AGAIN : false

/** Messages that went while the page is open, and when the stream said so. */
function createGone(): (fate: Fate | undefined) => Fate | undefined {
  const [gone, setGone] = createSignal<ReadonlyMap<Snowflake, number>>(new Map())
  onLive('messages.gone', ({ messageIds }, { at }) =>
    setGone((before) => new Map([...before, ...messageIds.map((id) => [id, at] as const)])),
  )
  return (fate) => {
    if (!fate) return undefined
    const at = gone().get(fate.messageId)
    return at === undefined ? fate : { messageId: fate.messageId, state: 'gone', at }
  }
}

/** Whether the messages kept with a case are still in Discord, by id; nothing is asked while `wanted` is false. */
export function useFates(guild: Accessor<Snowflake>, number: Accessor<number>, wanted: Accessor<boolean>) {
  const now = createGone()
  const query = useQuery(() => ({
    queryKey: [...caseKey(guild(), number()), 'fates'],
    enabled: wanted(),
    refetchInterval: ({ state }) => untilTold(state.data?.fates),
    queryFn: async () => {
      const param = { guild: guild(), number: String(number()) }
      const { fates } = await read(api.guilds[':guild'].cases[':number'].evidence.fates.$get({ param }))
      return { number: number(), fates }
    },
  }))
  return (messageId: Snowflake): Fate | undefined =>
    query.data?.number === number() ? now(query.data.fates.find((fate) => fate.messageId === messageId)) : undefined
}

/** Whether a reported message is still in Discord. */
export function useReportFate(guild: Accessor<Snowflake>, number: Accessor<number>) {
  const now = createGone()
  const query = useQuery(() => ({
    queryKey: [...guildKey(guild()), 'reports', 'fate', number()],
    refetchInterval: ({ state }) => untilTold(state.data && [state.data.fate]),
    queryFn: async () => {
      const param = { guild: guild(), number: String(number()) }
      return { number: number(), ...(await read(api.guilds[':guild'].reports[':number'].fate.$get({ param }))) }
    },
  }))
  return (): Fate | undefined => (query.data?.number === number() ? now(query.data.fate ?? undefined) : undefined)
}
