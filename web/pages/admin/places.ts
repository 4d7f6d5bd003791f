import type { JSX } from 'solid-js'
import DevelopersIcon from '~icons/lucide/code-xml'
import LogIcon from '~icons/lucide/logs'

export interface Place {
  path: string
  label: string
  icon: (props: { class?: string }) => JSX.Element
}

/** The places of the developers' panel. */
export const places: readonly Place[] = [
  { path: '/log', label: 'Log', icon: LogIcon },
  { path: '/developers', label: 'Developers', icon: DevelopersIcon },
]
