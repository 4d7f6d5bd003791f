import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import PencilIcon from '~icons/lucide/pencil'
import type { Case } from '#schema/contract/case.ts'
import { MAX_REASON } from '#schema/contract/action.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useEditReason } from '#web/data/cases.ts'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'

/** A reason being written: over which one, and when that one was written. */
interface Draft {
  text: string
  over: string
  editedAt: number | null
}

/** What was begun and not saved, by server and case. */
const drafts = new Map<string, Draft>()

/** Why it was done, and the place to correct that; what is written stays until it was saved, also when one looks elsewhere. */
export function CaseReason(props: { case: Case }) {
  const guild = useGuild()
  const edit = useEditReason(() => guild.id)
  // that something of this case changed meanwhile takes no words from who is writing
  const place = createMemo(() => `${guild.id} ${props.case.number}`)
  const [draft, setDraft] = createSignal(drafts.get(place()) ?? null)
  const [failed, setFailed] = createSignal<unknown>()
  let opener!: HTMLDivElement
  let opened = false
  createEffect(
    on(
      place,
      (now) => {
        opened = false
        setDraft(drafts.get(now) ?? null)
        setFailed(undefined)
      },
      { defer: true },
    ),
  )
  const write = (next: Draft) => {
    setDraft(next)
    if (next.text === next.over) drafts.delete(place())
    else drafts.set(place(), next)
  }
  const begin = () => {
    opened = true
    write({ text: props.case.reason, over: props.case.reason, editedAt: props.case.editedAt })
  }
  const isUntouched = () => draft()?.text === draft()?.over
  const theirs = () => {
    const mine = draft()
    return mine && mine.editedAt !== props.case.editedAt && mine.text.trim() !== props.case.reason
  }
  const keepMine = () => {
    const mine = draft()
    setFailed(undefined)
    if (mine) write({ ...mine, over: props.case.reason, editedAt: props.case.editedAt })
  }
  const problem = () => {
    const written = draft()?.text.trim() ?? ''
    if (written === '') return 'Write a reason.'
    return written.length > MAX_REASON ? `At most ${MAX_REASON} characters.` : undefined
  }
  const close = () => {
    drafts.delete(place())
    setDraft(null)
    setFailed(undefined)
    queueMicrotask(() => opener.querySelector('button')?.focus())
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const [mine, at] = [draft(), place()]
    const { number } = props.case
    if (!mine || problem() || theirs() || edit.isPending) return
    setFailed(undefined)
    try {
      await edit.mutateAsync({ number, reason: mine.text.trim(), editedAt: mine.editedAt })
      if (drafts.get(at)?.text === mine.text) drafts.delete(at)
      if (place() === at) close()
    } catch (error) {
      if (place() === at) setFailed(error)
      else showToast(`The reason of case #${number} was not changed. ${failureMessage(error)}`, { tone: 'danger' })
    }
  }
  const refusal = () =>
    guild.seated('moderator') ? undefined : `Your seat here is ${guild.access().level}; this needs moderator.`
  return (
    <div ref={opener}>
      <Show
        when={draft()}
        fallback={
          <div class="flex items-start gap-2 rounded-md bg-sunken py-1.5 pr-1.5 pl-3.5">
            <p dir="auto" class="min-w-0 flex-1 py-1.5 whitespace-pre-wrap">
              <Show when={props.case.reason} fallback={<span class="text-ink-3">No reason given</span>}>
                {props.case.reason}
              </Show>
            </p>
            <Button size="sm" variant="ghost" reason={refusal()} onClick={begin}>
              <PencilIcon /> Edit reason
            </Button>
          </div>
        }
      >
        {(mine) => (
          <form
            class="grid gap-3"
            onSubmit={(event) => void save(event)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              event.stopPropagation()
              // what was written is not lost to a key
              if (isUntouched()) close()
            }}
          >
            <Field
              label="Reason"
              aside={`${mine().text.length}/${MAX_REASON}`}
              error={mine().text === '' ? undefined : problem()}
              help="Changed in the record and in the log channel. Discord's audit log keeps the first one."
            >
              <TextArea
                ref={(area) => opened && queueMicrotask(() => area.focus())}
                dir="auto"
                value={mine().text}
                onInput={(event) => write({ ...mine(), text: event.currentTarget.value })}
              />
            </Field>
            <Show when={theirs()}>
              <Notice
                tone="warn"
                action={
                  <span class="flex gap-2">
                    <Button size="sm" onClick={close}>
                      Take theirs
                    </Button>
                    <Button size="sm" onClick={keepMine}>
                      Keep mine
                    </Button>
                  </span>
                }
              >
                <bdi class="font-medium">{props.case.editedBy?.name ?? 'Somebody'}</bdi> changed the reason while you
                wrote:
                <p dir="auto" class="mt-1 wrap-anywhere whitespace-pre-wrap">
                  {props.case.reason}
                </p>
              </Notice>
            </Show>
            <Show when={failed() && !(theirs() && isFailure(failed(), 'reason_changed'))}>
              <ErrorPanel title="The reason was not changed" message={failureMessage(failed())} />
            </Show>
            <div class="flex justify-end gap-2">
              <Button onClick={close}>Cancel</Button>
              <Button
                type="submit"
                variant="primary"
                busy={edit.isPending}
                reason={problem() ?? (theirs() ? 'Take theirs or keep yours first.' : undefined)}
              >
                Save reason
              </Button>
            </div>
          </form>
        )}
      </Show>
    </div>
  )
}
