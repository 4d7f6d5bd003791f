import type { JSX } from 'solid-js'
import SeatsIcon from '~icons/lucide/armchair'
import SweepsIcon from '~icons/lucide/brush-cleaning'
import ReportsIcon from '~icons/lucide/flag'
import AuditIcon from '~icons/lucide/file-clock'
import OverviewIcon from '~icons/lucide/gauge'
import CasesIcon from '~icons/lucide/scroll-text'
import SettingsIcon from '~icons/lucide/settings'
import MembersIcon from '~icons/lucide/users'
import type { SeatLevel } from '#schema/contract/seat.ts'
import { OpenReports } from './open-reports.tsx'

export interface NavItem {
  path: string
  label: string
  icon: (props: { class?: string }) => JSX.Element
  needs: SeatLevel
  /** the letter that goes there after G */
  key: string
  /** what stands beside its name, such as how much waits there */
  badge?: () => JSX.Element
}

/** The places of a server's dashboard; the first three stand in the bar at the bottom of phones. */
export const navItems: readonly NavItem[] = [
  { path: '', label: 'Overview', icon: OverviewIcon, needs: 'viewer', key: 'o' },
  { path: '/cases', label: 'Cases', icon: CasesIcon, needs: 'viewer', key: 'c' },
  { path: '/members', label: 'Members', icon: MembersIcon, needs: 'viewer', key: 'm' },
  { path: '/sweeps', label: 'Sweeps', icon: SweepsIcon, needs: 'viewer', key: 'w' },
  { path: '/reports', label: 'Reports', icon: ReportsIcon, needs: 'moderator', key: 'r', badge: OpenReports },
  { path: '/audit-log', label: 'Audit log', icon: AuditIcon, needs: 'admin', key: 'l' },
  { path: '/seats', label: 'Seats', icon: SeatsIcon, needs: 'admin', key: 't' },
  { path: '/settings', label: 'Settings', icon: SettingsIcon, needs: 'admin', key: 's' },
]
