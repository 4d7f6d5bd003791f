import { HOUR, MINUTE } from '#schema/contract/kinds.ts'
import { Field } from '#web/ui/field.tsx'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import { SpanFields } from './span-fields.tsx'
import type { SourceForm } from './sweep-form.ts'

const lasts = [
  { value: 15 * MINUTE, label: 'Last 15 min' },
  { value: HOUR, label: 'Last hour' },
  { value: 24 * HOUR, label: 'Last 24 hours' },
] as const

/** What one moderator did in a time, to be taken back. */
export function UndoSource(props: { form: SourceForm; onChange: (change: Partial<SourceForm>) => void }) {
  return (
    <div class="grid gap-4">
      <Field label="Whose actions" help="From the dashboard, from slash commands, in sweeps, or by hand in Discord.">
        <MemberPicker
          chosen={props.form.moderatorId ?? undefined}
          onChoose={(person) => props.onChange({ moderatorId: person?.id ?? null })}
        />
      </Field>
      <SpanFields
        label="Done"
        lasts={lasts}
        value={props.form.acted}
        onChange={(acted) => acted && props.onChange({ acted })}
      />
    </div>
  )
}
