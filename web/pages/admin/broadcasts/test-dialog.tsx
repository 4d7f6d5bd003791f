import { createSignal, Show } from 'solid-js'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useTestBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { guildQuery, useGuilds } from '#web/data/guilds.ts'
import { useQuery } from '#web/data/query.ts'

const POSTABLE = new Set([0, 5])

/** Posts the message once into a channel of one's own server. */
export function TestDialog(props: { broadcast: Broadcast; onClose: () => void }) {
  const guilds = useGuilds()
  const send = useTestBroadcast()
  const [guildId, setGuildId] = createSignal('')
  const [channelId, setChannelId] = createSignal('')
  const own = () => (guilds.data ?? []).filter((guild) => guild.access === 'admin')
  const home = useQuery(() => ({ ...guildQuery(guildId()), enabled: guildId() !== '' }))
  const channels = () => (home.data?.guild.channels ?? []).filter(({ type }) => POSTABLE.has(type))
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!channelId() || send.isPending) return
    try {
      await send.mutateAsync({ id: props.broadcast.id, guildId: guildId(), channelId: channelId() })
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
            reason={channelId() ? undefined : 'Choose a server and a channel.'}
          >
            Post
          </Button>
        </>
      }
    >
      <form id="test-broadcast" class="grid gap-4" onSubmit={(event) => void submit(event)} novalidate>
        <Field label="Server" help="Servers you administer.">
          <Select
            value={guildId()}
            options={[{ value: '', label: 'Choose …' }, ...own().map(({ id, name }) => ({ value: id, label: name }))]}
            onChoose={(id) => {
              setGuildId(id)
              setChannelId('')
            }}
          />
        </Field>
        <Field label="Channel">
          <Select
            value={channelId()}
            options={[
              { value: '', label: 'Choose …' },
              ...channels().map(({ id, name }) => ({ value: id, label: `#${name}` })),
            ]}
            onChoose={setChannelId}
          />
        </Field>
        <Show when={send.error}>
          {(error) => <ErrorPanel title="It was not posted" message={failureMessage(error())} />}
        </Show>
      </form>
    </Dialog>
  )
}
