import { createMemo, type Accessor } from 'solid-js'
import { useGuild } from '#web/data/guild.ts'
import { useViews } from '#web/data/views.ts'
import type { Known } from './palette-entries.ts'

/** Places by name that are no pages of their own: saved views, and parts of the settings. */
export function usePlaces(): Accessor<Known['places']> {
  const guild = useGuild()
  const views = useViews(
    () => guild.id,
    () => 'cases',
  )
  return createMemo(() => [
    ...(views.data ?? []).map(({ id, name, query, shared }) => ({
      id: `view:${id}`,
      label: name,
      note: shared ? 'Shared view of cases' : 'Your view of cases',
      path: `/cases?${query}`,
    })),
    ...(guild.seated('admin') ? settings : []),
  ])
}

const settings: Known['places'] = [
  ['log', 'Mod log'],
  ['dm', 'Direct messages'],
  ['reasons', 'Reasons and labels'],
  ['warnings-settings', 'Warnings and the ladder'],
  ['reports', 'Reports'],
  ['sweeps', 'Sweeps: approval and protected roles'],
  ['raid-settings', 'Raids: alerts and raid mode'],
  ['retention', 'How long things are kept'],
  ['broadcasts', "News from the bot's developers"],
].map(([part = '', label = '']) => ({
  id: `settings:${part}`,
  label,
  note: 'Settings',
  path: `/settings#${part}`,
}))
