import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const MOST_APPEAL = 300

export function DmSection(props: SectionProps) {
  const tooLong = () =>
    props.draft.appealText.trim().length > MOST_APPEAL ? `At most ${MOST_APPEAL} characters.` : undefined
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="dm">
      <h2 id="dm" class="text-lg font-semibold">
        Direct messages
      </h2>
      <div class="grid gap-3">
        <Checkbox
          checked={props.draft.dm}
          onChange={(on) => props.set('dm', on)}
          help="Before they are removed, where Discord lets the bot write to them. The case says whether it arrived."
        >
          Tell people what was done to them, and why
        </Checkbox>
        <Checkbox
          checked={props.draft.dmNamesModerator}
          disabled={!props.draft.dm}
          onChange={(on) => props.set('dmNamesModerator', on)}
          help="Without it they read that the staff did it."
        >
          Name the moderator in that message
        </Checkbox>
      </div>
      <Field
        label="Added to the message of a ban"
        help="Such as where to appeal."
        aside={`${props.draft.appealText.length} / ${MOST_APPEAL}`}
        error={tooLong()}
      >
        <TextArea
          value={props.draft.appealText}
          disabled={!props.draft.dm}
          placeholder="You can appeal at …"
          onInput={(event) => props.set('appealText', event.currentTarget.value)}
        />
      </Field>
    </section>
  )
}
