import { createEffect, createMemo, createSignal, on, Show, untrack } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { showToast } from '#web/ui/toast.ts'
import { comments } from '#web/data/case-work.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'

/** As contract/comment.ts has it, without its schemas. */
const MAX_COMMENT = 2_000

/** What was begun and not sent, by server and case; `key` makes the same words sent again one comment. */
const drafts = new Map<string, { text: string; key: string }>()

/** Where one writes into a case's thread; what is written stays until it was taken, also when one looks at another case. */
export function CommentBox(props: { number: number; refusal: string | undefined }) {
  const guild = useGuild()
  const place = () => `${guild.id} ${props.number}`
  const begun = () => drafts.get(place()) ?? { text: '', key: crypto.randomUUID() as string }
  const first = untrack(begun)
  let { key } = first
  const [text, setText] = createSignal(first.text)
  const [problem, setProblem] = createSignal<string>()
  const [sending, setSending] = createSignal(false)
  const write = (words: string) => {
    setText(words)
    if (words === '') drafts.delete(place())
    else drafts.set(place(), { text: words, key })
  }
  // that something of this case changed is no other case
  const which = createMemo(() => props.number)
  createEffect(
    on(
      which,
      () => {
        const { text: words, key: its } = begun()
        setText(words)
        setProblem(undefined)
        key = its
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
    const [at, words] = [place(), text()]
    try {
      await comments(guild.id, number).add(words.trim(), key)
      if (drafts.get(at)?.text === words) drafts.delete(at)
      if (props.number !== number) return
      key = crypto.randomUUID()
      // what was written since is the next comment
      write(text() === words ? '' : text())
    } catch (error) {
      if (props.number === number) setProblem(failureMessage(error))
      else showToast(`The comment on case #${number} was not saved. ${failureMessage(error)}`, { tone: 'danger' })
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
          onInput={(event) => write(event.currentTarget.value)}
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
