import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { PostChannel } from '#web/pages/settings/post-channel.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const isDays = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= 3_650

/** Where members' reports are announced, and whether who reported hears of it. */
export function ReportsSection(props: SectionProps) {
  const days = () => props.draft.retention.reportDays
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
      <Field
        label="Keep closed reports for"
        aside="days"
        help="1 to 3,650. Cases stay."
        error={isDays(days()) ? undefined : 'A number from 1 to 3,650.'}
      >
        <div class="w-32">
          <TextInput
            name="reportDays"
            inputmode="numeric"
            value={Number.isNaN(days()) ? '' : days()}
            onInput={(event) => props.set('retention', 'reportDays', Number.parseInt(event.currentTarget.value, 10))}
          />
        </div>
      </Field>
    </section>
  )
}
