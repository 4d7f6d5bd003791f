import { createSignal, Show } from 'solid-js'
import type { Sweep } from '#schema/contract/sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSweepCommands } from '#web/data/sweeps.ts'
import { atLongest, doTo, roughly, willBe } from '#web/pages/sweeps/sweep-words.ts'

/** Above this many the number is typed. */
export const TYPED_ABOVE = 10

/** The last question before a sweep is started or approved: above ten people one types how many. */
export function StartDialog(props: { sweep: Sweep; approve?: boolean; onClose: () => void }) {
  const guild = useGuild()
  const commands = useSweepCommands(() => guild.id)
  const [typed, setTyped] = createSignal('')
  const [wrong, setWrong] = createSignal(false)
  const [failure, setFailure] = createSignal<unknown>()
  const [busy, setBusy] = createSignal(false)
  const acting = () => props.sweep.counts.acting
  const isTyped = () => acting() > TYPED_ABOVE
  const asks = () => props.sweep.needsApproval && !props.approve
  const what = () => doTo(props.sweep.deed.kind, acting())
  const label = () => (asks() ? 'Ask for approval' : props.approve ? `Approve: ${what()}` : what())

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy()) return
    if (isTyped() && typed().replace(/[\s.,'’]/g, '') !== String(acting())) return void setWrong(true)
    setBusy(true)
    try {
      await commands.command(props.sweep.id, props.approve ? 'approve' : 'start', acting())
      props.onClose()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`${what()}?`}
      size="sm"
      role="alertdialog"
      footer={
        <>
          <Button autofocus={!isTyped()} onClick={() => props.onClose()}>
            Cancel
          </Button>
          <Button
            type="submit"
            form="start-sweep"
            variant="danger"
            busy={busy()}
            reason={acting() === 0 ? 'Nobody is left to act on.' : undefined}
          >
            {label()}
          </Button>
        </>
      }
    >
      <form id="start-sweep" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <p>
          <Show
            when={!asks()}
            fallback={`Nothing happens until another moderator approves. Then ${willBe(props.sweep.deed.kind, acting())}.`}
          >
            {`${willBe(props.sweep.deed.kind, acting())}, in ${roughly(props.sweep.expectedMs)}. ${atLongest(props.sweep)} `}
            It can be paused and stopped while it runs.
          </Show>
        </p>
        <Show when={isTyped()}>
          <Field
            label={`Type ${formatNumber(acting())} to go on`}
            error={wrong() ? `That is not ${formatNumber(acting())}.` : undefined}
          >
            <TextInput
              name="count"
              inputmode="numeric"
              autofocus
              value={typed()}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                setWrong(false)
              }}
            />
          </Field>
        </Show>
        <Show when={failure()}>{(error) => <ErrorPanel title="Not started" message={failureMessage(error())} />}</Show>
      </form>
    </Dialog>
  )
}
