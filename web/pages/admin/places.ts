import type { JSX } from 'solid-js'
import DevelopersIcon from '~icons/lucide/code-xml'
import BroadcastsIcon from '~icons/lucide/megaphone'
import SwitchesIcon from '~icons/lucide/power'
import LogIcon from '~icons/lucide/logs'

export interface Place {
  path: string
  label: string
  icon: (props: { class?: string }) => JSX.Element
}

/** The places of the developers' panel. */
export const places: readonly Place[] = [
  { path: '/log', label: 'Log', icon: LogIcon },
  { path: '/broadcasts', label: 'Broadcasts', icon: BroadcastsIcon },
  { path: '/switches', label: 'Switches', icon: SwitchesIcon },
  { path: '/developers', label: 'Developers', icon: DevelopersIcon },
]
