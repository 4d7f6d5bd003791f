import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { guildQuery, useGuilds } from '#web/data/guilds.ts'
import { useQuery } from '#web/data/query.ts'

interface Place {
  guildId: string
  channelId: string
}

/** A channel of one of these types in a server that one administers. */
export function ChannelPicker(props: { types: ReadonlySet<number>; value: Place; onChange: (to: Place) => void }) {
  const guilds = useGuilds()
  const own = () => (guilds.data ?? []).filter((guild) => guild.access === 'admin')
  const home = useQuery(() => ({ ...guildQuery(props.value.guildId), enabled: props.value.guildId !== '' }))
  const channels = () => (home.data?.guild.channels ?? []).filter(({ type }) => props.types.has(type))
  const none = { value: '', label: 'Choose …' }
  return (
    <>
      <Field label="Server" help="Servers you administer.">
        <Select
          value={props.value.guildId}
          options={[none, ...own().map(({ id, name }) => ({ value: id, label: name }))]}
          onChoose={(guildId) => props.onChange({ guildId, channelId: '' })}
        />
      </Field>
      <Field label="Channel">
        <Select
          value={props.value.channelId}
          options={[none, ...channels().map(({ id, name }) => ({ value: id, label: `#${name}` }))]}
          onChoose={(channelId) => props.onChange({ ...props.value, channelId })}
        />
      </Field>
    </>
  )
}
