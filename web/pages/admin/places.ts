import type { JSX } from 'solid-js'
import DevelopersIcon from '~icons/lucide/code-xml'
import BroadcastsIcon from '~icons/lucide/megaphone'
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
  { path: '/developers', label: 'Developers', icon: DevelopersIcon },
]
