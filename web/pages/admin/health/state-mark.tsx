import { Dynamic } from 'solid-js/web'
import OkIcon from '~icons/lucide/circle-check'
import UnknownIcon from '~icons/lucide/circle-help'
import BadIcon from '~icons/lucide/octagon-alert'
import WarningIcon from '~icons/lucide/triangle-alert'
import type { HealthState } from '#schema/contract/health.ts'

export const stateLooks = {
  ok: { word: 'ok', icon: OkIcon, text: 'text-ok' },
  warning: { word: 'warning', icon: WarningIcon, text: 'text-warn' },
  bad: { word: 'bad', icon: BadIcon, text: 'text-danger' },
  unknown: { word: 'unknown', icon: UnknownIcon, text: 'text-ink-3' },
} as const

/** How something is, as a shape and a word. */
export const StateMark = (props: { state: HealthState }) => (
  <span class={`inline-flex items-center gap-1 text-sm font-medium whitespace-nowrap ${stateLooks[props.state].text}`}>
    <Dynamic component={stateLooks[props.state].icon} class="flex-none" />
    {stateLooks[props.state].word}
  </span>
)
