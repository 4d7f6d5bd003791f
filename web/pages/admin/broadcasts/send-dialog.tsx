import { createSignal, Show } from 'solid-js'
import { FOLLOWING_FROM, type Broadcast } from '#schema/contract/broadcast.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { showToast } from '#web/ui/toast.ts'
import { audienceQuery, useSendBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useQuery } from '#web/data/query.ts'
import { sum } from './words.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The last look: to how many, when, and the title typed again. */
export function SendDialog(props: { broadcast: Broadcast; onClose: () => void }) {
  const { audience, category, crosspost } = props.broadcast
  const preview = useQuery(() => audienceQuery({ audience, category, crosspost }))
  const send = useSendBroadcast()
  const [when, setWhen] = createSignal<'now' | 'later'>('now')
  const [at, setAt] = createSignal('')
  const [typed, setTyped] = createSignal('')
  const moment = () => (when() === 'now' ? null : new Date(at()).getTime())
  const targets = () => (preview.data ? preview.data.targeted - sum(preview.data.skipped) : null)
  const reason = () => {
    if (when() === 'later' && !(Number(moment()) > Date.now())) return 'Choose a moment that is still to come.'
    if (typed().trim() !== props.broadcast.title) return 'Type the title to confirm.'
    return targets() === 0 ? 'No server would get it.' : undefined
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (reason() || send.isPending) return
    try {
      await send.mutateAsync({
        id: props.broadcast.id,
        confirm: typed().trim(),
        at: moment(),
        revision: props.broadcast.revision,
      })
      showToast(when() === 'now' ? 'On its way.' : 'Scheduled.', { tone: 'ok' })
      props.onClose()
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="Send this broadcast?"
      role="alertdialog"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="send-broadcast" variant="danger" busy={send.isPending} reason={reason()}>
            {when() === 'now' ? 'Send' : 'Schedule'}
            {targets() === null ? '' : ` to ${formatNumber(targets()!)} servers`}
          </Button>
        </>
      }
    >
      <form id="send-broadcast" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <Show when={preview.data}>
          {(data) => (
            <p>
              <strong>{formatNumber(targets() ?? 0)} servers</strong> get it, {formatNumber(sum(data().skipped))} are
              skipped.{' '}
              {data().followed > 0 &&
                `${formatNumber(data().followed)} of them get it by following, from one message. `}
              It takes about {formatDuration(Math.max(1000, data().expectedMs))} and cannot be unsent.
              <Show when={(targets() ?? 0) - data().followed > FOLLOWING_FROM}>
                {' '}
                For this many, an announcement channel that servers follow would be faster.
              </Show>
            </p>
          )}
        </Show>
        <Segmented
          label="When"
          value={when()}
          options={[
            { value: 'now', label: 'Now' },
            { value: 'later', label: 'At a moment' },
          ]}
          onChoose={setWhen}
        />
        <Show when={when() === 'later'}>
          <Field label="Moment" help={`In your zone, ${zone}.`}>
            <TextInput
              type="datetime-local"
              step="1"
              value={at()}
              onInput={(event) => setAt(event.currentTarget.value)}
            />
          </Field>
        </Show>
        <Field label={`Type “${props.broadcast.title}” to confirm`}>
          <TextInput autocomplete="off" value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
        </Field>
        <Show when={send.error}>
          {(error) => <ErrorPanel title="It was not sent" message={failureMessage(error())} />}
        </Show>
      </form>
    </Dialog>
  )
}
