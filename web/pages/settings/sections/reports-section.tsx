import { Checkbox } from '#web/ui/checkbox.tsx'
import { PostChannel } from '#web/pages/settings/post-channel.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

/** Where members' reports are announced, and whether who reported hears of it. */
export function ReportsSection(props: SectionProps) {
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="reports">
      <h2 id="reports" class="text-lg font-semibold">
        Reports
      </h2>
      <PostChannel
        label="Announce reports in"
        help="One message for each report, changed as the report changes. Choose a channel that only the staff can see."
        value={props.draft.reports.channelId}
        onChange={(id) => props.set('reports', 'channelId', id)}
      />
      <Checkbox
        checked={props.draft.reports.answerReporter}
        onChange={(on) => props.set('reports', 'answerReporter', on)}
        help="By direct message, when a report is closed. The text can be changed for each, or left out."
      >
        Answer those who report
      </Checkbox>
    </section>
  )
}
