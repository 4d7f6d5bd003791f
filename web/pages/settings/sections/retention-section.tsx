import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const MOST_DAYS = 3_650

/** How long what is no case is kept. */
export function RetentionSection(props: SectionProps) {
  const field = (key: 'auditDays' | 'reportDays', label: string, help: string) => {
    const days = () => props.draft.retention[key]
    const isWrong = () => !Number.isInteger(days()) || days() < 1 || days() > MOST_DAYS
    return (
      <Field label={label} help={help} error={isWrong() ? `From 1 to ${MOST_DAYS} days.` : undefined}>
        <TextInput
          type="number"
          inputmode="numeric"
          min={1}
          max={MOST_DAYS}
          step={1}
          class="max-w-40"
          value={Number.isNaN(days()) ? '' : days()}
          onInput={(event) => props.set('retention', key, event.currentTarget.valueAsNumber)}
        />
      </Field>
    )
  }
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="retention">
      <div class="grid gap-0.5">
        <h2 id="retention" class="text-lg font-semibold">
          How long things are kept
        </h2>
        <p class="text-ink-2">Cases are kept for good.</p>
      </div>
      {field(
        'auditDays',
        'Audit log, in days',
        'Older rows are removed from the beginning, so that the rest can still be proven. Export the log before, if you need it longer. The lists of people of ended sweeps go with it.',
      )}
      {field('reportDays', 'Closed reports, in days', 'Counted from the day they were closed.')}
    </section>
  )
}
