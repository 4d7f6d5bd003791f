import { Show } from 'solid-js'
import { useGuild } from '#web/data/guild.ts'
import { useReportDesk } from '#web/data/report-desk.ts'

/** How many reports wait, beside their place in the navigation. */
export function OpenReports() {
  const guild = useGuild()
  const desk = useReportDesk(
    () => guild.id,
    () => guild.seated('moderator'),
  )
  return (
    <Show when={desk.open() > 0}>
      <span class="ml-auto rounded-full bg-hull-accent px-2 text-xs leading-5 font-semibold text-hull tabular-nums">
        {desk.open() > 999 ? '999+' : desk.open()}
        <span class="sr-only"> open</span>
      </span>
    </Show>
  )
}
