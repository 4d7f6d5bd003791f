import { createEffect, createSignal, on } from 'solid-js'
import { MAX_ANSWER, MAX_REPORT, usualAnswers } from '#schema/contract/report-kinds.ts'
import type { Report } from '#schema/contract/report.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { ReportAnswer } from '#web/pages/act/report-answer.tsx'

/** Closes a report without acting: why, for the record, and what its reporters are told. */
export function DismissDialog(props: {
  open: boolean
  report: Report
  usuallyAnswers: boolean
  busy: boolean
  onClose: () => void
  onDismiss: (why: string, answer: string | null) => void
}) {
  const [why, setWhy] = createSignal('')
  const [answer, setAnswer] = createSignal<string | null>(null)
  const [wrong, setWrong] = createSignal<string>()
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return
        setWhy('')
        setWrong(undefined)
        setAnswer(props.usuallyAnswers ? usualAnswers.dismissed : null)
      },
    ),
  )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const text = why().trim()
    if (!text) return void setWrong('Say why, for who looks at it later.')
    if (text.length > MAX_REPORT) return void setWrong(`At most ${MAX_REPORT} characters.`)
    if ((answer()?.length ?? 0) > MAX_ANSWER || props.busy) return
    props.onDismiss(text, answer()?.trim() || null)
  }
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={`Dismiss report ${props.report.number}`}
      description="Nothing happens to anybody. It can be reopened."
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="dismiss" variant="primary" busy={props.busy}>
            Dismiss
          </Button>
        </>
      }
    >
      <form id="dismiss" class="grid gap-4" onSubmit={submit} novalidate>
        <Field label="Why" aside="for the staff only" error={wrong()}>
          <TextArea
            name="why"
            dir="auto"
            required
            autofocus
            value={why()}
            onInput={(event) => {
              setWhy(event.currentTarget.value)
              setWrong(undefined)
            }}
          />
        </Field>
        <ReportAnswer count={props.report.count} answer={answer()} usual="dismissed" onChange={setAnswer} />
      </form>
    </Dialog>
  )
}
