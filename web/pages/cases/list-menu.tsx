import { Show } from 'solid-js'
import MoreIcon from '~icons/lucide/ellipsis'
import FileIcon from '~icons/lucide/download'
import ImportIcon from '~icons/lucide/upload'
import { Button } from '#web/ui/button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { MenuLink } from '#web/ui/menu-link.tsx'
import { useGuild } from '#web/data/guild.ts'

/** What is done with the list as a whole: taken along as a file, or filled from one. */
export function ListMenu(props: { filtered: boolean; onExport: (format: 'csv' | 'json') => void }) {
  const guild = useGuild()
  const reason = () => (guild.seated('moderator') ? undefined : 'Your seat here is viewer; this needs moderator.')
  const what = () => (props.filtered ? 'what matches' : 'all')
  return (
    <Menu
      label="More"
      align="end"
      trigger={(trigger) => (
        <Button {...trigger} data-icon="" aria-label="More" title="More">
          <MoreIcon />
        </Button>
      )}
    >
      <MenuItem icon={<FileIcon />} reason={reason()} onSelect={() => props.onExport('csv')}>
        Export {what()} as CSV
      </MenuItem>
      <MenuItem icon={<FileIcon />} reason={reason()} onSelect={() => props.onExport('json')}>
        Export {what()} as JSON
      </MenuItem>
      <Show
        when={guild.seated('admin')}
        fallback={
          <MenuItem
            icon={<ImportIcon />}
            reason={`Your seat here is ${guild.access().level}; this needs admin.`}
            onSelect={() => {}}
          >
            Import cases
          </MenuItem>
        }
      >
        <MenuLink icon={<ImportIcon />} href={guild.link('/cases/import')}>
          Import cases
        </MenuLink>
      </Show>
    </Menu>
  )
}
