import { createMemo, type Accessor } from 'solid-js'
import type { ViewPage } from '#schema/contract/view.ts'
import { useGuild } from '#web/data/guild.ts'
import { useViews } from '#web/data/views.ts'
import type { Known } from './palette-entries.ts'

/** Places by name that are no pages of their own: saved views, and parts of the settings. */
export function usePlaces(): Accessor<Known['places']> {
  const guild = useGuild()
  const views = useViews(
    () => guild.id,
    () => undefined,
  )
  return createMemo(() => [
    ...(views.data ?? []).map(({ id, page, name, query, shared }) => ({
      id: `view:${id}`,
      label: name,
      note: `${shared ? 'Shared view' : 'Your view'} of ${lists[page].name}`,
      path: `${lists[page].path}?${query ? `${query}&` : ''}view=${id}`,
    })),
    ...(guild.seated('admin') ? settings : []),
  ])
}

const lists: Record<ViewPage, { name: string; path: string }> = {
  cases: { name: 'cases', path: '/cases' },
  members: { name: 'members', path: '/members' },
  audit: { name: 'the audit log', path: '/audit-log' },
}

const settings: Known['places'] = [
  ['log', 'Mod log'],
  ['dm', 'Direct messages'],
  ['look', 'Colour of messages'],
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
