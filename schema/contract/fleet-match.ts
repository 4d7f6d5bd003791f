import type { FleetFilter, FleetOrder, FleetRow } from './fleet.ts'
import { ModuleId, moduleBits } from './modules.ts'
import { skeletonOf } from './skeleton.ts'

/** What of a server a filter asks for. */
export interface FleetTraits {
  id: string
  /** the name as `nameKeyOf` gives it, and its skeleton */
  name: string
  skeleton: string
  members: number
  language: string
  /** modules as bits */
  modules: number
  channel: boolean
  broken: boolean
  removed: boolean
}

/** A name as it is ordered by and looked for. */
export const nameKeyOf = (name: string): string => name.normalize('NFKC').toLowerCase().trim()

export function traitsOf(row: FleetRow): FleetTraits {
  const name = nameKeyOf(row.name)
  return {
    id: row.id,
    name,
    skeleton: skeletonOf(name),
    members: row.members,
    language: row.language,
    modules: moduleBits(row.modules),
    channel: row.broadcastChannelId !== null,
    broken: row.broken !== null,
    removed: row.removedAt !== null,
  }
}

const bitsIn = (text: string): number =>
  moduleBits(text.split(',').flatMap((id) => ModuleId.options.filter((one) => one === id)))

/** Whether a server is meant by a filter. */
export function fleetMatcher(filter: FleetFilter): (server: FleetTraits) => boolean {
  const { q, language, on, off, channel, minMembers, maxMembers, state = 'here' } = filter
  const tests: ((s: FleetTraits) => boolean)[] = []
  if (state !== 'all') tests.push((s) => s.removed === (state === 'removed'))
  if (language) tests.push((s) => s.language === language)
  if (minMembers !== undefined) tests.push((s) => s.members >= minMembers)
  if (maxMembers !== undefined) tests.push((s) => s.members <= maxMembers)
  const [wanted, unwanted] = [bitsIn(on ?? ''), bitsIn(off ?? '')]
  if (wanted) tests.push((s) => (s.modules & wanted) === wanted)
  if (unwanted) tests.push((s) => (s.modules & unwanted) === 0)
  if (channel === 'broken') tests.push((s) => s.broken)
  else if (channel) tests.push((s) => s.channel === (channel === 'set'))
  if (q) tests.push(searchFor(q))
  return (s) => tests.every((test) => test(s))
}

/** An id, its beginning, or words that must all be in the name. */
function searchFor(q: string): (s: FleetTraits) => boolean {
  const words = nameKeyOf(q)
    .split(/\s+/)
    .map((word) => ({ word, skeleton: skeletonOf(word) }))
  const isNamed = (s: FleetTraits): boolean =>
    words.every(({ word, skeleton }) => (skeleton ? s.skeleton.includes(skeleton) : s.name.includes(word)))
  return /^\d{4,20}$/.test(q) ? (s) => s.id.startsWith(q) || isNamed(s) : isNamed
}

/** Whether the first of two servers comes before the second; ties by id the same way. */
export function fleetComparer(order: FleetOrder, reverse: boolean): (a: FleetRow, b: FleetRow) => number {
  const falls = (order !== 'name') !== reverse
  const keyOf = (row: FleetRow): string | number => {
    if (order === 'name') return nameKeyOf(row.name)
    return order === 'members' ? row.members : order === 'installed' ? row.installedAt : (row.activeAt ?? 0)
  }
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)]
    const isLess = one === other ? a.id < b.id : one < other
    return isLess === falls ? 1 : -1
  }
}
