import { createEffect, createSignal, Show } from 'solid-js'
import { actionKinds } from '#schema/contract/kinds.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { createSubmission } from '#web/data/actions.ts'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'

/** A note for the staff, written where their history is read; it is an action like any other. */
export function QuickNote(props: { user: string }) {
  const [round, setRound] = createSignal(1)
  return (
    <Show when={round()} keyed>
      {(number) => <Note {...props} isAgain={number > 1} onDone={() => setRound(number + 1)} />}
    </Show>
  )
}

function Note(props: { user: string; isAgain: boolean; onDone: () => void }) {
  const guild = useGuild()
  const deeds = useDeeds()
  const submission = createSubmission(() => guild.id)
  const [text, setText] = createSignal('')
  const progress = submission.progress
  const isSending = () => ['sending', 'pending'].includes(progress().step)
  const trouble = () => {
    const at = progress()
    if (at.step === 'refused') return at.failure.message
    return at.step === 'unanswered' || at.step === 'unsent' ? at.message : undefined
  }
  /** somebody acted on the same person just now, as the refusal says */
  const isTogether = () => {
    const at = progress()
    return at.step === 'refused' && at.failure.code === 'collision'
  }
  createEffect(() => progress().step === 'settled' && props.onDone())
  const send = () => {
    if (progress().step === 'unanswered') return void submission.retry()
    const despite = isTogether() || undefined
    submission.revise()
    void submission.submit({ deed: { kind: 'note', targetId: props.user, reason: text().trim() }, despite })
  }
  const reason = () => deeds('note')?.message ?? (text().trim() === '' ? 'A note needs a text.' : undefined)
  return (
    <form
      class="card grid gap-2.5 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!reason() && !isSending()) send()
      }}
    >
      <Field label={actionKinds.note.label} help="Only the staff reads it." error={trouble()}>
        <TextArea
          class="min-h-11!"
          rows={1}
          maxlength={512}
          value={text()}
          readonly={isSending() || progress().step === 'unanswered'}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <div class="flex items-center gap-3">
        <Button type="submit" size="sm" busy={isSending()} reason={reason()}>
          {progress().step === 'unanswered' ? 'Try again' : isTogether() ? 'Add it all the same' : 'Add note'}
        </Button>
        <span role="status" class="text-sm text-ink-3">
          {props.isAgain && text() === '' ? 'Noted.' : ''}
        </span>
      </div>
    </form>
  )
}
