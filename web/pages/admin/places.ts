import { lazy, type Component, type JSX } from 'solid-js'
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
  page: Component
  /** of one of what the page lists, by its id in the path */
  one?: Component
}

const page = <K extends string>(load: () => Promise<Record<K, Component>>, name: K): Component =>
  lazy(async () => ({ default: (await load())[name] }))

/** The places of the developers' panel. */
export const places: readonly Place[] = [
  {
    path: '',
    label: 'Statistics',
    icon: StatisticsIcon,
    page: page(() => import('./statistics/statistics.tsx'), 'Statistics'),
  },
  {
    path: '/servers',
    label: 'Servers',
    icon: ServersIcon,
    page: page(() => import('./servers/servers.tsx'), 'Servers'),
    one: page(() => import('./servers/server.tsx'), 'ServerPage'),
  },
  { path: '/health', label: 'Health', icon: HealthIcon, page: page(() => import('./health/health.tsx'), 'HealthPage') },
  {
    path: '/commands',
    label: 'Commands',
    icon: CommandsIcon,
    page: page(() => import('./commands/commands.tsx'), 'Commands'),
  },
  {
    path: '/modules',
    label: 'Modules',
    icon: ModulesIcon,
    page: page(() => import('./modules/modules.tsx'), 'Modules'),
  },
  { path: '/log', label: 'Log', icon: LogIcon, page: page(() => import('./log/log.tsx'), 'Log') },
  {
    path: '/broadcasts',
    label: 'Broadcasts',
    icon: BroadcastsIcon,
    page: page(() => import('./broadcasts/broadcasts.tsx'), 'Broadcasts'),
    one: page(() => import('./broadcasts/broadcast.tsx'), 'BroadcastPage'),
  },
  {
    path: '/switches',
    label: 'Switches',
    icon: SwitchesIcon,
    page: page(() => import('./switches/switches.tsx'), 'SwitchesPage'),
  },
  {
    path: '/developers',
    label: 'Developers',
    icon: DevelopersIcon,
    page: page(() => import('./developers/developers.tsx'), 'Developers'),
  },
]
