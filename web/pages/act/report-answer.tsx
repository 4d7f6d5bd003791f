import { Show } from 'solid-js'
import { MAX_ANSWER, usualAnswers } from '#schema/contract/report-kinds.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'

/** What those who reported it are told by DM; null tells them nothing. */
export function ReportAnswer(props: {
  count: number
  answer: string | null
  usual: keyof typeof usualAnswers
  onChange: (answer: string | null) => void
}) {
  const whom = () => (props.count === 1 ? 'who reported it' : `the ${props.count} who reported it`)
  return (
    <div class="grid gap-3 rounded-md bg-sunken p-3">
      <Checkbox
        checked={props.answer !== null}
        onChange={(on) => props.onChange(on ? usualAnswers[props.usual] : null)}
        help="By direct message from the bot. It does not say who decided, nor what was done."
      >
        Answer {whom()}
      </Checkbox>
      <Show when={props.answer !== null}>
        <Field
          label="The answer"
          aside={`${props.answer?.length ?? 0}/${MAX_ANSWER}`}
          error={(props.answer?.length ?? 0) > MAX_ANSWER ? `At most ${MAX_ANSWER} characters.` : undefined}
        >
          <TextArea
            name="answer"
            dir="auto"
            value={props.answer ?? ''}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
        </Field>
      </Show>
    </div>
  )
}
