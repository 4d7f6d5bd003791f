import type { JSX } from 'solid-js'

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'info' | 'violet'

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-2',
  accent: 'bg-accent-soft text-accent',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  info: 'bg-info-soft text-info',
  violet: 'bg-violet-soft text-violet',
}

/** A short word about a thing: its kind or state. The word carries the meaning, the colour helps. */
export function Badge(props: { tone?: Tone; icon?: JSX.Element; children: JSX.Element }) {
  return (
    <span
      class={`${props.icon ? 'inline-flex items-center gap-1' : 'inline-block'} rounded-sm px-1.5 py-0.5 text-xs leading-4 font-semibold whitespace-nowrap ${tones[props.tone ?? 'neutral']}`}
    >
      {props.icon}
      {props.children}
    </span>
  )
}
