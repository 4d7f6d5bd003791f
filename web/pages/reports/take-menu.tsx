import { For, Show } from 'solid-js'
import type { Report, ReportChangeInput } from '#schema/contract/report.ts'
import MoreIcon from '~icons/lucide/ellipsis'
import { Avatar } from '#web/ui/avatar.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { MenuSeparator } from '#web/ui/menu-separator.tsx'
import { api, read } from '#web/data/client.ts'
import { useGuild } from '#web/data/guild.ts'
import { guildKey } from '#web/data/guilds.ts'
import { avatarUrl } from '#web/data/images.ts'
import { useQuery } from '#web/data/query.ts'

/** Gives the report to a colleague, or lets it go. */
export function TakeMenu(props: { report: Report; onDecide: (change: ReportChangeInput) => void }) {
  const guild = useGuild()
  const choices = useQuery(() => ({
    queryKey: [...guildKey(guild.id), 'choices'],
    queryFn: () => read(api.guilds[':guild'].choices.$get({ param: { guild: guild.id } })),
  }))
  const others = () =>
    (choices.isSuccess ? choices.data.staff : []).filter(
      ({ id, bot }) => id !== guild.access().userId && id !== props.report.assignee?.id && !bot,
    )
  return (
    <Menu
      label="Who has it"
      side="top"
      align="end"
      trigger={(trigger) => (
        <IconButton {...trigger} label="Give it to someone">
          <MoreIcon />
        </IconButton>
      )}
    >
      <Show when={props.report.state === 'taken'}>
        <MenuItem onSelect={() => props.onDecide({ do: 'release', turn: props.report.turn })}>Let it go</MenuItem>
        <MenuSeparator />
      </Show>
      <For
        each={others()}
        fallback={
          <MenuItem reason="Nobody else is known to have a moderator seat." onSelect={() => undefined}>
            Give it to someone
          </MenuItem>
        }
      >
        {(person) => (
          <MenuItem
            icon={<Avatar name={person.name} src={avatarUrl(person)} size={20} />}
            onSelect={() => props.onDecide({ do: 'take', turn: props.report.turn, to: person.id })}
          >
            Give it to <bdi>{person.name}</bdi>
          </MenuItem>
        )}
      </For>
    </Menu>
  )
}
