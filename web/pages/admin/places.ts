import type { JSX } from 'solid-js'
import StatisticsIcon from '~icons/lucide/chart-column'
import DevelopersIcon from '~icons/lucide/code-xml'
import BroadcastsIcon from '~icons/lucide/megaphone'
import HealthIcon from '~icons/lucide/heart-pulse'
import SwitchesIcon from '~icons/lucide/power'
import ServersIcon from '~icons/lucide/server'
import LogIcon from '~icons/lucide/logs'
import CommandsIcon from '~icons/lucide/terminal'
import ModulesIcon from '~icons/lucide/toggle-right'

export interface Place {
  path: string
  label: string
  icon: (props: { class?: string }) => JSX.Element
}

/** The places of the developers' panel. */
export const places: readonly Place[] = [
  { path: '', label: 'Statistics', icon: StatisticsIcon },
  { path: '/servers', label: 'Servers', icon: ServersIcon },
  { path: '/health', label: 'Health', icon: HealthIcon },
  { path: '/commands', label: 'Commands', icon: CommandsIcon },
  { path: '/modules', label: 'Modules', icon: ModulesIcon },
  { path: '/log', label: 'Log', icon: LogIcon },
  { path: '/broadcasts', label: 'Broadcasts', icon: BroadcastsIcon },
  { path: '/switches', label: 'Switches', icon: SwitchesIcon },
  { path: '/developers', label: 'Developers', icon: DevelopersIcon },
]
