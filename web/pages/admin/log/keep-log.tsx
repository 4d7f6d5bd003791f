import { createSignal, Show } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useKeepLog } from '#web/data/ops-log.ts'

const LEAST = 7
const MOST = 365

/** Asks how long rows of the log are kept. */
export function KeepLog(props: { days: number; onClose: () => void }) {
  const [days, setDays] = createSignal(props.days)
  const keep = useKeepLog()
  const wrong = () =>
    Number.isInteger(days()) && days() >= LEAST && days() <= MOST ? undefined : `From ${LEAST} to ${MOST} days.`
  const reason = () => wrong() ?? (days() === props.days ? 'It is kept so long already.' : undefined)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (reason() || keep.isPending) return
    try {
      await keep.mutateAsync(days())
      showToast(`The log is kept for ${days()} days.`, { tone: 'ok' })
      props.onClose()
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="How long the log is kept"
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="keep-log" variant="primary" busy={keep.isPending} reason={reason()}>
            Save
          </Button>
        </>
      }
    >
      <form id="keep-log" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <Field
          label="Days"
          help="Older rows are removed within the hour. The change itself stands in the log."
          error={wrong()}
        >
          <TextInput
            autofocus
            type="number"
            inputmode="numeric"
            class="max-w-32"
            min={LEAST}
            max={MOST}
            step={1}
            value={Number.isNaN(days()) ? '' : days()}
            onInput={(event) => setDays(event.currentTarget.valueAsNumber)}
          />
        </Field>
        <Show when={!wrong() && days() < props.days}>
          <Notice tone="warn">Rows older than {days()} days are gone for good.</Notice>
        </Show>
        <Show when={keep.error}>
          {(error) => <ErrorPanel title="It was not saved" message={failureMessage(error())} />}
        </Show>
      </form>
    </Dialog>
  )
}
