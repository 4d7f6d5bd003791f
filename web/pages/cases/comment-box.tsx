import { createEffect, createSignal, on, Show } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { comments } from '#web/data/case-work.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'

/** As contract/comment.ts has it, without its schemas. */
const MAX_COMMENT = 2_000

/** Where one writes into a case's thread; what is written stays until it was taken. */
export function CommentBox(props: { number: number; refusal: string | undefined }) {
  const guild = useGuild()
  const [text, setText] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const [sending, setSending] = createSignal(false)
  // the same words sent again after no answer are one comment
  let key = crypto.randomUUID() as string
  createEffect(
    on(
      () => props.number,
      () => {
        setText('')
        setProblem(undefined)
        key = crypto.randomUUID()
      },
      { defer: true },
    ),
  )
  const trouble = () =>
    text().trim() === ''
      ? 'Write something first.'
      : text().trim().length > MAX_COMMENT
        ? `At most ${MAX_COMMENT} characters.`
        : undefined
  const send = async () => {
    if (props.refusal || trouble() || sending()) return
    setSending(true)
    setProblem(undefined)
    const { number } = props
    try {
      await comments(guild.id, number).add(text().trim(), key)
      if (props.number !== number) return
      setText('')
      key = crypto.randomUUID()
    } catch (error) {
      setProblem(failureMessage(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <form
      class="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        if (event.key !== 'Escape' || text() === '') return
        // what is being written is not lost to the key that closes the sheet
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <Field
        label="Comment"
        aside={text().length > MAX_COMMENT - 200 ? `${text().length}/${MAX_COMMENT}` : undefined}
        error={text().trim().length > MAX_COMMENT ? trouble() : undefined}
      >
        <TextArea
          name="comment"
          dir="auto"
          rows="2"
          placeholder="For the staff only"
          disabled={props.refusal !== undefined}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <Show when={problem()}>{(message) => <ErrorPanel title="The comment was not saved" message={message()} />}</Show>
      <div class="flex justify-end">
        <Button type="submit" busy={sending()} reason={props.refusal ?? trouble()}>
          Comment
        </Button>
      </div>
    </form>
  )
}
