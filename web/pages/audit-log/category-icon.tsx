import type { JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import SeatIcon from '~icons/lucide/armchair'
import ViewIcon from '~icons/lucide/bookmark'
import ExportIcon from '~icons/lucide/download'
import ReportIcon from '~icons/lucide/flag'
import ActionIcon from '~icons/lucide/gavel'
import DiscordIcon from '~icons/lucide/message-square'
import CaseIcon from '~icons/lucide/scroll-text'
import SettingsIcon from '~icons/lucide/settings'
import RaidIcon from '~icons/lucide/shield-alert'
import ImportIcon from '~icons/lucide/upload'
import SweepIcon from '~icons/lucide/users'
import type { AuditCategory } from '#schema/contract/audit.ts'

const icons: Record<AuditCategory, (props: { class?: string }) => JSX.Element> = {
  action: ActionIcon,
  case: CaseIcon,
  sweep: SweepIcon,
  report: ReportIcon,
  view: ViewIcon,
  settings: SettingsIcon,
  seat: SeatIcon,
  raid: RaidIcon,
  export: ExportIcon,
  import: ImportIcon,
  discord: DiscordIcon,
}

/** A category's icon alone, decorative: put its word beside it. */
export const CategoryIcon = (props: { category: AuditCategory }) => (
  <span class="inline-grid flex-none place-items-center text-ink-3" aria-hidden="true">
    <Dynamic component={icons[props.category]} />
  </span>
)
