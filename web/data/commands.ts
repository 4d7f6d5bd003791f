import { queryOptions } from '@tanstack/solid-query'
import type { CommandReportQuery, CommandUse } from '#schema/contract/ops.ts'
import { createThrottle } from '#web/primitives/throttle.ts'
import { api, queryClient, read } from './client.ts'
import { onPanel, panelKey } from './panel.ts'

const commandsKey = [...panelKey, 'commands'] as const
/** No more often than this are figures read anew, however often commands are used; ms. */
const AT_MOST = 1_000

/** Day by day, of one command or server or all. */
export const commandReportQuery = ({ days, command, guild }: CommandReportQuery) =>
  queryOptions({
    queryKey: [...commandsKey, 'report', { days, command, guild }] as const,
    staleTime: 0,
    queryFn: ({ signal }) =>
      read(
        api.developer.commands.$get(
          { query: { days: String(days), ...(command ? { command } : {}), ...(guild ? { guild } : {}) } },
          { init: { signal } },
        ),
      ),
    placeholderData: (before) => before,
  })

/** The last two days by the hour, and the commands of the last 24 hours. */
export const commandsLatelyQuery = queryOptions({
  queryKey: [...commandsKey, 'lately'] as const,
  staleTime: 0,
  queryFn: () => read(api.developer.commands.lately.$get()),
})

/** Keeps these figures true while the calling component lives; a use that `concerns` says no to changes none of them. */
export function followCommands(concerns: (use: CommandUse) => boolean = () => true): void {
  const again = createThrottle(() => queryClient.invalidateQueries({ queryKey: commandsKey }), AT_MOST)
  onPanel('commands.used', ({ uses }) => uses.some(concerns) && again())
}
