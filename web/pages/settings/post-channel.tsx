import { createMemo, Show } from 'solid-js'
import { channelPermissions, has, type PermissionName, permissionLabel } from '#schema/contract/permission.ts'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useMemberSearch } from '#web/data/members.ts'
import { botId, useSession } from '#web/data/session.ts'

const POSTABLE = new Set([0, 5])
const NEEDED: readonly PermissionName[] = ['viewChannel', 'sendMessages', 'embedLinks']

/** A channel the bot posts to, or none; warns when the bot's own role cannot post there. */
export function PostChannel(props: {
  label: string
  help?: string
  value: string | null
  onChange: (id: string | null) => void
}) {
  const guild = useGuild()
  const session = useSession()
  const bots = () => (session.data ? botId(session.data) : null)
  const found = useMemberSearch(
    () => guild.id,
    () => bots() ?? '',
  )
  const options = createMemo(() => {
    const channels = guild
      .channels()
      .filter((channel) => POSTABLE.has(channel.type))
      .sort((a, b) => a.position - b.position)
      .map((channel) => ({ value: channel.id, label: `#${channel.name}` }))
    const gone = props.value !== null && !channels.some((channel) => channel.value === props.value)
    return [
      { value: '', label: 'Nowhere' },
      ...(gone ? [{ value: props.value!, label: 'A deleted channel' }] : []),
      ...channels,
    ]
  })
  const missing = createMemo(() => {
    const channel = props.value === null ? undefined : guild.channel(props.value)
    const bot = found.data?.find((member) => member.id === bots())
    if (!channel || !bot) return []
    const ranked = { id: guild.id, ownerId: guild.ownerId(), roles: guild.roles() }
    const bits = channelPermissions(ranked, { userId: bot.id, roleIds: bot.roleIds }, channel.overwrites)
    return NEEDED.filter((permission) => !has(bits, permission)).map((permission) => permissionLabel[permission])
  })
  return (
    <>
      <Field label={props.label} help={props.help ?? 'Text and announcement channels.'}>
        <Select value={props.value ?? ''} options={options()} onChoose={(id) => props.onChange(id || null)} />
      </Field>
      <Show when={missing().length > 0}>
        <Notice tone="warn">
          <strong>The bot cannot post there.</strong> It lacks {missing().join(', ')}. Grant it in the channel's
          permissions, or choose another channel.
        </Notice>
      </Show>
    </>
  )
}
