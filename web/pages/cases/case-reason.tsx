import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import PencilIcon from '~icons/lucide/pencil'
import type { Case } from '#schema/contract/case.ts'
import { MAX_REASON } from '#schema/contract/action.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { useEditReason } from '#web/data/cases.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'

/** Why it was done, and the place to correct that. */
export function CaseReason(props: { case: Case }) {
  const guild = useGuild()
  const edit = useEditReason(() => guild.id)
  const [text, setText] = createSignal<string | null>(null)
  let opener!: HTMLDivElement
  // that something of this case changed meanwhile takes no words from who is writing
  const which = createMemo(() => props.case.number)
  createEffect(on(which, () => setText(null), { defer: true }))
  const problem = () => {
    const written = text()?.trim() ?? ''
    if (written === '') return 'Write a reason.'
    return written.length > MAX_REASON ? `At most ${MAX_REASON} characters.` : undefined
  }
  const close = () => {
    setText(null)
    edit.reset()
    queueMicrotask(() => opener.querySelector('button')?.focus())
  }
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const { number } = props.case
    if (problem() || edit.isPending) return
    edit.mutate(
      { number, reason: text()?.trim() ?? '' },
      {
        onSuccess: () => {
          if (props.case.number === number) close()
        },
      },
    )
  }
  const refusal = () =>
    guild.seated('moderator') ? undefined : `Your seat here is ${guild.access().level}; this needs moderator.`
  return (
    <div ref={opener}>
      <Show
        when={text() !== null}
        fallback={
          <div class="flex items-start gap-2 rounded-md bg-sunken py-1.5 pr-1.5 pl-3.5">
            <p dir="auto" class="min-w-0 flex-1 py-1.5 whitespace-pre-wrap">
              <Show when={props.case.reason} fallback={<span class="text-ink-3">No reason given</span>}>
                {props.case.reason}
              </Show>
            </p>
            <Button size="sm" variant="ghost" reason={refusal()} onClick={() => setText(props.case.reason)}>
              <PencilIcon /> Edit reason
            </Button>
          </div>
        }
      >
        <form
          class="grid gap-3"
          onSubmit={save}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            close()
          }}
        >
          <Field
            label="Reason"
            aside={`${text()?.length ?? 0}/${MAX_REASON}`}
            error={text() === '' ? undefined : problem()}
            help="Changed in the record and in the log channel. Discord's audit log keeps the first one."
          >
            <TextArea
              ref={(area) => queueMicrotask(() => area.focus())}
              value={text() ?? ''}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </Field>
          <Show when={edit.error}>
            <ErrorPanel title="The reason was not changed" message={failureMessage(edit.error)} />
          </Show>
          <div class="flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" variant="primary" busy={edit.isPending} reason={problem()}>
              Save reason
            </Button>
          </div>
        </form>
      </Show>
    </div>
  )
}
