import { createSignal, Show } from 'solid-js'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useTestBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { ChannelPicker } from './channel-picker.tsx'

const POSTABLE: ReadonlySet<number> = new Set([0, 5])

/** Posts the message once into a channel of one's own server. */
export function TestDialog(props: { broadcast: Broadcast; onClose: () => void }) {
  const send = useTestBroadcast()
  const [at, setAt] = createSignal({ guildId: '', channelId: '' })
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!at().channelId || send.isPending) return
    try {
      await send.mutateAsync({ id: props.broadcast.id, ...at() })
      showToast('Posted. Have a look in Discord.', { tone: 'ok' })
      props.onClose()
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="Post it once, to look at it"
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button
            type="submit"
            form="test-broadcast"
            variant="primary"
            busy={send.isPending}
            reason={at().channelId ? undefined : 'Choose a server and a channel.'}
          >
            Post
          </Button>
        </>
      }
    >
      <form id="test-broadcast" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <ChannelPicker types={POSTABLE} value={at()} onChange={setAt} />
        <Show when={send.error}>
          {(error) => <ErrorPanel title="It was not posted" message={failureMessage(error())} />}
        </Show>
      </form>
    </Dialog>
  )
}
