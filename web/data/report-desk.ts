import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api, read } from './client.ts'
import { guildKey } from './guilds.ts'
import { useLive } from './live.ts'
import { useQuery } from './query.ts'

/** How many reports wait for somebody, as it is now, and whether reporters are usually answered; nothing for who may not look. */
export function useReportDesk(guild: Accessor<Snowflake>, mayLook: Accessor<boolean>) {
  const query = useQuery(() => ({
    queryKey: [...guildKey(guild()), 'reports', 'desk'],
    enabled: mayLook(),
    queryFn: async () => {
      const askedAt = performance.now()
      return { ...(await read(api.guilds[':guild'].reports.desk.$get({ param: { guild: guild() } }))), askedAt }
    },
  }))
  const [heard, setHeard] = createSignal<{ open: number; at: number }>()
  onCleanup(
    useLive().on((frame) => {
      if (frame.type === 'report.opened' || frame.type === 'report.updated')
        setHeard({ open: frame.data.open, at: performance.now() })
    }),
  )
  return {
    open: createMemo(() => {
      const told = heard()
      const fetched = query.isSuccess ? query.data : undefined
      return told && told.at > (fetched?.askedAt ?? 0) ? told.open : (fetched?.open ?? 0)
    }),
    answersReporters: () => (query.isSuccess ? query.data.answerReporter : true),
  }
}
