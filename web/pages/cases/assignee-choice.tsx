import { createSignal, For, Show } from 'solid-js'
import UserIcon from '~icons/lucide/user-round'
import type { Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { MenuSeparator } from '#web/ui/menu-separator.tsx'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { useSession } from '#web/data/session.ts'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'

/** Gives a case to oneself, to one of the known staff, or to somebody looked up by name. */
export function AssigneeChoice(props: {
  case: Case
  staff: readonly Person[]
  onChoose: (person: Person | null) => void
}) {
  const guild = useGuild()
  const session = useSession()
  const [searching, setSearching] = createSignal(false)
  const me = (): Person => ({
    id: guild.access().userId,
    name: guild.access().name,
    avatar: session.data?.user.avatar ?? null,
  })
  const people = () => [me(), ...props.staff.filter(({ id }) => id !== me().id)]
  return (
    <>
      <Menu
        label="Assign to"
        trigger={(trigger) => (
          <Button size="sm" variant="ghost" {...trigger}>
            <UserIcon /> Assign
          </Button>
        )}
      >
        <For each={people()}>
          {(person, index) => (
            <MenuItem
              icon={<Avatar name={person.name} src={avatarUrl(person)} size={20} />}
              checked={props.case.assignee?.id === person.id}
              onSelect={() => props.onChoose(person)}
            >
              <bdi>{person.name}</bdi>
              <Show when={index() === 0}> (you)</Show>
            </MenuItem>
          )}
        </For>
        <MenuSeparator />
        <MenuItem onSelect={() => setSearching(true)}>Somebody else…</MenuItem>
        <Show when={props.case.assignee}>
          <MenuItem onSelect={() => props.onChoose(null)}>Nobody</MenuItem>
        </Show>
      </Menu>
      <Dialog
        open={searching()}
        onClose={() => setSearching(false)}
        title="Assign to somebody"
        size="sm"
        footer={<Button onClick={() => setSearching(false)}>Cancel</Button>}
      >
        <Field label="Who" help="Someone with a moderator seat, or an administrator.">
          <MemberPicker
            chosen={undefined}
            autofocus
            onChoose={(person) => {
              setSearching(false)
              if (person) props.onChoose(person)
            }}
          />
        </Field>
      </Dialog>
    </>
  )
}
