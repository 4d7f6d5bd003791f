import { Show } from 'solid-js'
import ExportIcon from '~icons/lucide/download'
import JsonIcon from '~icons/lucide/file-json'
import CsvIcon from '~icons/lucide/sheet'
import type { AuditFilter } from '#schema/contract/audit.ts'
import { createNarrow } from '#web/primitives/media.ts'
import { Button } from '#web/ui/button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuLink } from '#web/ui/menu-link.tsx'
import { MenuSeparator } from '#web/ui/menu-separator.tsx'
import { auditExportPath } from '#web/data/audit-log.ts'
import { useGuild } from '#web/data/guild.ts'
import { isFiltered } from './audit-filter.ts'

/** The log as a file: all of it, which can be proven whole, or what the filters leave. */
export function ExportMenu(props: { filter: AuditFilter }) {
  const guild = useGuild()
  const narrow = createNarrow()
  return (
    <Menu
      label="Export"
      align={narrow() ? 'start' : 'end'}
      class="w-64"
      trigger={(trigger) => (
        <Button {...trigger}>
          <ExportIcon /> Export
        </Button>
      )}
    >
      <MenuLink download icon={<JsonIcon />} href={auditExportPath(guild.id, 'json')}>
        Everything as JSON
        <span class="block text-xs text-ink-3">Can be proven whole and unaltered</span>
      </MenuLink>
      <MenuLink download icon={<CsvIcon />} href={auditExportPath(guild.id, 'csv')}>
        Everything as CSV
      </MenuLink>
      <Show when={isFiltered(props.filter)}>
        <MenuSeparator />
        <MenuLink download icon={<JsonIcon />} href={auditExportPath(guild.id, 'json', props.filter)}>
          This view as JSON
          <span class="block text-xs text-ink-3">Each row can be checked, not that none is missing</span>
        </MenuLink>
        <MenuLink download icon={<CsvIcon />} href={auditExportPath(guild.id, 'csv', props.filter)}>
          This view as CSV
        </MenuLink>
      </Show>
    </Menu>
  )
}
