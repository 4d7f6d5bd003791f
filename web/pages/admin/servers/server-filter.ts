import { ModuleId } from '#schema/contract/modules.ts'
import type { ServerSearch } from '#web/data/servers.ts'

const names = [
  'q',
  'language',
  'on',
  'off',
  'channel',
  'minMembers',
  'maxMembers',
  'state',
  'order',
  'reverse',
] as const satisfies readonly (keyof ServerSearch)[]
export type ServerChange = Partial<Record<(typeof names)[number], string | undefined>>

export const readSearch = (params: Record<string, string | string[] | undefined>): ServerSearch =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = params[name]
      return typeof value === 'string' && value ? [[name, value]] : []
    }),
  )

/** Filters, without the order. */
export const countFilters = ({ order: _order, reverse: _reverse, q: _q, ...filters }: ServerSearch): number =>
  Object.keys(filters).length - (filters.minMembers && filters.maxMembers ? 1 : 0)

export const noFilter = (): ServerChange =>
  Object.fromEntries(names.filter((name) => name !== 'order' && name !== 'reverse').map((name) => [name, undefined]))

/** Sizes to choose from, as `min-max`. */
export const sizes = [
  { value: '', label: 'Any size' },
  { value: '-99', label: 'Under 100 members' },
  { value: '100-999', label: '100 to 999' },
  { value: '1000-9999', label: '1,000 to 9,999' },
  { value: '10000-99999', label: '10,000 to 99,999' },
  { value: '100000-', label: '100,000 and more' },
]
export const sizeOf = ({ minMembers = '', maxMembers = '' }: ServerSearch): string =>
  minMembers || maxMembers ? `${minMembers}-${maxMembers}` : ''
export function sizeChange(size: string): ServerChange {
  const [min, max] = size.split('-')
  return { minMembers: min || undefined, maxMembers: max || undefined }
}

/** Orders to choose from, as `order` or `order:yes` when it is turned round. */
export const orders = [
  { value: 'installed', label: 'Newest first' },
  { value: 'installed:yes', label: 'Oldest first' },
  { value: 'name', label: 'Name, A to Z' },
  { value: 'name:yes', label: 'Name, Z to A' },
  { value: 'members', label: 'Most members' },
  { value: 'members:yes', label: 'Fewest members' },
  { value: 'active', label: 'Last active' },
  { value: 'active:yes', label: 'Longest quiet' },
]
export const orderOf = ({ order = 'installed', reverse }: ServerSearch): string =>
  reverse ? `${order}:${reverse}` : order
export function orderChange(value: string): ServerChange {
  const [order, reverse] = value.split(':')
  return { order: order === 'installed' ? undefined : order, reverse }
}

const listOf = (text: string | undefined): string[] => text?.split(',').filter(Boolean) ?? []

/** Whether a module must be on or off. */
export const wishOf = ({ on, off }: ServerSearch, id: ModuleId): 'on' | 'off' | '' =>
  listOf(on).includes(id) ? 'on' : listOf(off).includes(id) ? 'off' : ''
export function wishChange(search: ServerSearch, id: ModuleId, wish: string): ServerChange {
  const chosen = (side: 'on' | 'off') =>
    ModuleId.options.filter((one) => (one === id ? wish === side : wishOf(search, one) === side)).join() || undefined
  return { on: chosen('on'), off: chosen('off') }
}
