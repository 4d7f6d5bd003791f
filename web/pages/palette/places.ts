import type { Accessor } from 'solid-js'
import { useGuild } from '#web/data/guild.ts'
import type { Known } from './palette-entries.ts'

/** Places by name that are no pages of their own: parts of the settings. */
export function usePlaces(): Accessor<Known['places']> {
  const guild = useGuild()
  return () => (guild.seated('admin') ? settings : [])
}

const settings: Known['places'] = [
  ['log', 'Mod log'],
  ['dm', 'Direct messages'],
  ['reports', 'Reports'],
  ['retention', 'How long things are kept'],
].map(([part = '', label = '']) => ({
  id: `settings:${part}`,
  label,
  note: 'Settings',
  path: `/settings#${part}`,
}))
