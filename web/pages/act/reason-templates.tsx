import { For, Show } from 'solid-js'
import ListIcon from '~icons/lucide/list'
import { Button } from '#web/ui/button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { useChoices } from '#web/data/choices.ts'
import { useGuild } from '#web/data/guild.ts'

/** The server's own reasons, to choose one from; nothing where it has none. */
export function ReasonTemplates(props: { onChoose: (reason: string) => void }) {
  const guild = useGuild()
  const choices = useChoices(() => guild.id)
  const templates = () => choices.data?.reasonTemplates ?? []
  return (
    <Show when={templates().length > 0}>
      <div>
        <Menu
          label="Reasons to choose from"
          trigger={(trigger) => (
            <Button size="sm" variant="ghost" {...trigger}>
              <ListIcon /> Choose a reason
            </Button>
          )}
        >
          <For each={templates()}>
            {({ name, reason }) => (
              <MenuItem onSelect={() => props.onChoose(reason)}>
                <span class="block font-medium">{name}</span>
                <span class="line-clamp-2 max-w-72 text-xs text-ink-3">{reason}</span>
              </MenuItem>
            )}
          </For>
        </Menu>
      </div>
    </Show>
  )
}
