import { createSignal, Show } from 'solid-js'
import type { AnnouncementChannel } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { useChooseAnnouncements } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { ChannelPicker } from './channel-picker.tsx'

const ANNOUNCEMENT: ReadonlySet<number> = new Set([5])

/** Chooses the announcement channel that servers may follow. */
export function AnnouncementsDialog(props: { now: AnnouncementChannel | null; onClose: () => void }) {
  const choose = useChooseAnnouncements()
  const [at, setAt] = createSignal({ guildId: '', channelId: '' })
  const save = async (to: { guildId: string; channelId: string } | null) => {
    if (choose.isPending) return
    try {
      await choose.mutateAsync(to)
      props.onClose()
    } catch {
      // shown in the dialog
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="The announcement channel"
      size="sm"
      footer={
        <>
          <Show when={props.now}>
            <Button variant="ghost" onClick={() => void save(null)}>
              None
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button
            variant="primary"
            busy={choose.isPending}
            reason={at().channelId ? undefined : 'Choose a server and an announcement channel.'}
            onClick={() => void save(at())}
          >
            Choose
          </Button>
        </>
      }
    >
      <div class="grid gap-4">
        <p>
          Servers may have their channel follow this one. Who follows another channel now is told one by one until they
          save their settings again.
        </p>
        <ChannelPicker types={ANNOUNCEMENT} value={at()} onChange={setAt} />
        <Show when={choose.error}>
          {(error) => <ErrorPanel title="It was not chosen" message={failureMessage(error())} />}
        </Show>
      </div>
    </Dialog>
  )
}
