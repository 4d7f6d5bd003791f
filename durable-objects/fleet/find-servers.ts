import { fleetMatcher, type FleetTraits } from '#schema/contract/fleet-match.ts'
import type { FleetOrder, FleetQuery } from '#schema/contract/fleet.ts'
import { pickPage, type Ordering } from '#durable-objects/pick-page.ts'
import type { FleetColumns } from './fleet-columns.ts'

/** Ids of one page of the servers that match, in any order, and how many match in all. Reads no storage. */
export function findServers(
  columns: FleetColumns,
  { order = 'installed', reverse, after, ...filter }: FleetQuery,
  limit: number,
): { ids: string[]; next: string | null; total: number } {
  const isMeant = fleetMatcher(filter)
  const { keyOf, falls } = orderingOf(columns, order)
  const traits: FleetTraits = {
    id: '',
    name: '',
    skeleton: '',
    members: 0,
    language: '',
    modules: 0,
    channel: false,
    broken: false,
    removed: false,
  }
  return pickPage(columns.ids, {
    isMeant: (at) => isMeant(columns.read(at, traits)),
    keyOf,
    falls: reverse ? !falls : falls,
    after,
    limit,
  })
}

function orderingOf(columns: FleetColumns, order: FleetOrder): Ordering {
  switch (order) {
    case 'name':
      return { keyOf: (at) => columns.nameKey(at), falls: false }
    case 'members':
      return { keyOf: (at) => columns.members(at), falls: true }
    case 'installed':
      return { keyOf: (at) => columns.installedAt(at), falls: true }
    case 'active':
      return { keyOf: (at) => columns.activeAt(at), falls: true }
  }
}
