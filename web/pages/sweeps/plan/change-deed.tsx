import { createSignal, Show } from 'solid-js'
import type { Sweep } from '#schema/contract/sweep.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSweepCommands } from '#web/data/sweeps.ts'
import type { FieldErrors } from '#web/pages/act/draft.ts'
import { DeedFields } from '#web/pages/sweeps/new/deed-fields.tsx'
import { deedForm, readDeed } from '#web/pages/sweeps/new/read-deed.ts'

const undoOf = { cases: 'maybe', sweep: 'only', moderator: 'only', ids: 'no', members: 'no' } as const

/** Changes what a plan does; whom it acts on is judged anew. */
export function ChangeDeed(props: { sweep: Sweep; onClose: () => void }) {
  const guild = useGuild()
  const commands = useSweepCommands(() => guild.id)
  const [form, setForm] = createSignal(deedForm(props.sweep.deed, false, props.sweep.dm))
  const [errors, setErrors] = createSignal<FieldErrors>({})
  const [failure, setFailure] = createSignal<unknown>()
  const [busy, setBusy] = createSignal(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy()) return
    const read = readDeed(form())
    setErrors(read.ok ? {} : read.errors)
    if (!read.ok) return
    setBusy(true)
    try {
      await commands.change(props.sweep.id, { deed: read.deed, dm: !form().undo && form().dm })
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
      title="Change what it does"
      size="lg"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form="change-deed" variant="primary" busy={busy()}>
            Change
          </Button>
        </>
      }
    >
      <form id="change-deed" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <DeedFields
          form={form()}
          undo={undoOf[props.sweep.source.type]}
          errors={errors()}
          onChange={(to) => {
            setForm(to)
            setErrors({})
            setFailure(undefined)
          }}
        />
        <Show when={failure()}>{(error) => <ErrorPanel title="Not changed" message={failureMessage(error())} />}</Show>
      </form>
    </Dialog>
  )
}
