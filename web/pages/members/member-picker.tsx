import { createMemo, createSignal, Show } from 'solid-js'
import XIcon from '~icons/lucide/x'
import type { Person } from '#schema/contract/action.ts'
import { type Member, memberName } from '#schema/contract/guild.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { createDebounce } from '#web/primitives/debounce.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { useMemberSearch } from '#web/data/members.ts'

interface Choice extends Person {
  note: string
}

const asChoice = (m: Member): Choice => ({
  id: m.id,
  name: memberName(m),
  avatar: m.avatar,
  bot: m.bot,
  note: `@${m.username}${m.leftAt === null ? '' : ' · left'}`,
})

/** Someone by the beginning of a name, or anyone by id; the one chosen stands in its place with a way to take them out. */
export function MemberPicker(props: {
  chosen: Snowflake | undefined
  /** the chosen person where they are known already */
  person?: Person | undefined
  onChoose: (person: Person | undefined) => void
  /** its name, where no Field gives one */
  label?: string
  autofocus?: boolean
}) {
  const guild = useGuild()
  const [query, setQuery] = createSignal('')
  const [asked, setAsked] = createSignal('')
  const search = createDebounce((text: string) => setAsked(text), 200)
  const found = useMemberSearch(
    () => guild.id,
    () => (props.chosen ? props.chosen : asked()),
  )
  const members = () => (found.isSuccess ? found.data : [])
  const options = createMemo((): Choice[] => {
    const id = query().trim()
    const known = members().map(asChoice)
    if (!Snowflake.safeParse(id).success || known.some((choice) => choice.id === id)) return known
    return [{ id, name: id, note: 'by id, not among the members' }]
  })
  const chosen = (): Person | undefined => {
    if (!props.chosen) return undefined
    const member = members().find((m) => m.id === props.chosen)
    return props.person ?? (member ? asChoice(member) : { id: props.chosen, name: props.chosen })
  }
  return (
    <Show
      when={chosen()}
      fallback={
        <Combobox
          query={query()}
          onQuery={(text) => {
            setQuery(text)
            search.push(text.trim())
          }}
          options={options()}
          optionId={(choice) => choice.id}
          renderOption={(choice) => <ChoiceLine choice={choice} />}
          onChoose={({ id, name, avatar, bot }) => {
            setQuery('')
            setAsked('')
            props.onChoose({ id, name, avatar, bot })
          }}
          loading={found.isFetching || query().trim() !== asked()}
          empty="Nobody here has that name. A person's id works too."
          {...(props.label ? { label: props.label } : {})}
          placeholder={props.label ? `${props.label}: name or id` : 'Name or id'}
          autofocus={props.autofocus ?? false}
        />
      }
    >
      {(person) => (
        <div class="flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface pl-2.5 coarse:min-h-11">
          <Avatar name={person().name} src={avatarUrl(person())} size={24} />
          <bdi class="min-w-0 flex-1 truncate font-medium">{person().name}</bdi>
          <IconButton size="sm" label={`Remove ${person().name}`} onClick={() => props.onChoose(undefined)}>
            <XIcon />
          </IconButton>
        </div>
      )}
    </Show>
  )
}

const ChoiceLine = (props: { choice: Choice }) => (
  <>
    <Avatar name={props.choice.name} src={avatarUrl(props.choice)} size={24} />
    <span class="min-w-0 flex-1">
      <bdi class="block truncate">{props.choice.name}</bdi>
      <span class="block truncate text-xs text-ink-3">{props.choice.note}</span>
    </span>
  </>
)
