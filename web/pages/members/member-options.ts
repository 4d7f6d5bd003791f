import type { MemberOrder } from '#schema/contract/guild.ts'
import type { Option } from '#web/ui/select.tsx'

export const orderLabel: Record<MemberOrder, string> = {
  joined: 'Newest first',
  name: 'By name',
  created: 'Youngest account',
  cases: 'Most cases',
  match: 'Best match',
}

export const valueLabel = {
  presence: { here: 'In the server', left: 'Has left' },
  roles: { any: 'Has any', none: 'Has none' },
  bots: { only: 'Bots only', none: 'No bots' },
  avatar: { any: 'Has one', none: 'Has none' },
  cases: { any: 'Has cases', none: 'Has none' },
} as const
export type ChoiceKey = keyof typeof valueLabel

export const choiceLabel: Record<ChoiceKey, string> = {
  presence: 'Presence',
  roles: 'Roles',
  bots: 'Bots',
  avatar: 'Avatar',
  cases: 'Cases',
}

const every: Record<ChoiceKey, string> = {
  presence: 'Here or gone',
  roles: 'With or without',
  bots: 'People and bots',
  avatar: 'With or without',
  cases: 'With or without',
}

export const optionsOf = (key: ChoiceKey): Option[] => [
  { value: '', label: every[key] },
  ...Object.entries(valueLabel[key]).map(([value, label]) => ({ value, label })),
]

export const orderOptions = (searching: boolean): Option[] =>
  (searching
    ? (['match', 'joined', 'name', 'created', 'cases'] as const)
    : (['joined', 'name', 'created', 'cases'] as const)
  ).map((value) => ({ value, label: orderLabel[value] }))
