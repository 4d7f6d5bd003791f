import { nameKeyOf, type FleetTraits } from '#schema/contract/fleet-match.ts'
import type { FleetTotals } from '#schema/contract/fleet.ts'
import { moduleBit, ModuleId } from '#schema/contract/modules.ts'
import { skeletonOf } from '#schema/contract/skeleton.ts'
import type { Indexed } from '#schema/queries/fleet.ts'

/** A server as short as it gets, or that it is gone from the registry. Times UTC ms, 0: never. */
export type Entry =
  | [
      id: string,
      name: string,
      members: number,
      language: string,
      modules: number,
      flags: number,
      installedAt: number,
      activeAt: number,
      removedAt: number,
    ]
  | [id: string]

const CHANNEL = 1
const BROKEN = 2

export const entryOf = (row: Indexed): Entry => [
  row.id,
  row.name,
  row.members,
  row.language,
  row.modules,
  (row.channel ? CHANNEL : 0) | (row.broken ? BROKEN : 0),
  row.installedAt,
  row.activeAt ?? 0,
  row.removedAt ?? 0,
]
type Whole = Exclude<Entry, [string]>

/** All servers in memory: some 300 bytes each. */
export class FleetColumns {
  readonly ids: string[] = []
  readonly #entries: Whole[] = []
  readonly #keys: string[] = []
  readonly #skeletons: string[] = []
  readonly #places = new Map<string, number>()
  readonly #languages = new Map<string, string>()

  get size(): number {
    return this.ids.length
  }

  nameKey(at: number): string {
    return this.#keys[at] ?? ''
  }
  members(at: number): number {
    return this.#entries[at]?.[2] ?? 0
  }
  installedAt(at: number): number {
    return this.#entries[at]?.[6] ?? 0
  }
  activeAt(at: number): number {
    return this.#entries[at]?.[7] ?? 0
  }

  /** What a filter asks of the server at a place, written into `traits`, so that looking at each costs no memory. */
  read(at: number, traits: FleetTraits): FleetTraits {
    const entry = this.#entries[at]
    if (!entry) return traits
    traits.id = entry[0]
    traits.name = this.#keys[at] ?? ''
    traits.skeleton = this.#skeletons[at] ?? ''
    traits.members = entry[2]
    traits.language = entry[3]
    traits.modules = entry[4]
    traits.channel = (entry[5] & CHANNEL) !== 0
    traits.broken = (entry[5] & BROKEN) !== 0
    traits.removed = entry[8] > 0
    return traits
  }

  /** False when it was known. */
  take(entry: Entry): boolean {
    const at = this.#places.get(entry[0])
    if (entry.length === 1) return at !== undefined && this.#drop(at)
    const known = at === undefined ? undefined : this.#entries[at]
    if (known?.every((value, i) => value === entry[i])) return false
    const place = at ?? this.ids.length
    if (at === undefined) {
      this.#places.set(entry[0], place)
      this.ids.push(entry[0])
    }
    entry[3] = this.#sameLanguage(entry[3])
    this.#entries[place] = entry
    if (known?.[1] === entry[1]) return true
    const key = nameKeyOf(entry[1])
    const skeleton = skeletonOf(key)
    this.#keys[place] = key === entry[1] ? entry[1] : key
    this.#skeletons[place] = skeleton === key ? (this.#keys[place] ?? '') : skeleton
    return true
  }

  entries(): readonly Entry[] {
    return this.#entries
  }

  count(at: number): FleetTotals {
    const totals: FleetTotals = { ...nothing(), at }
    const bits = ModuleId.options.map((id) => [id, moduleBit(id)] as const)
    for (const [, , members, language, modules, flags, , , removedAt] of this.#entries) {
      if (removedAt > 0) {
        totals.removed++
        continue
      }
      totals.guilds++
      totals.members += members
      if (flags & BROKEN) totals.broken++
      totals.languages[language] = (totals.languages[language] ?? 0) + 1
      for (const [id, bit] of bits) if (modules & bit) totals.modules[id]++
    }
    return totals
  }

  /** The last takes the place that is free. */
  #drop(at: number): boolean {
    this.#places.delete(this.ids[at] ?? '')
    const columns = [this.ids, this.#entries, this.#keys, this.#skeletons] as unknown[][]
    const last = this.ids.length - 1
    for (const column of columns) {
      column[at] = column[last]
      column.pop()
    }
    if (at < last) this.#places.set(this.ids[at] ?? '', at)
    return true
  }

  /** Many have the same: they share one text. */
  #sameLanguage(language: string): string {
    const known = this.#languages.get(language)
    if (known !== undefined) return known
    this.#languages.set(language, language)
    return language
  }
}

const nothing = (): Omit<FleetTotals, 'at'> => ({
  guilds: 0,
  members: 0,
  removed: 0,
  broken: 0,
  languages: {},
  modules: Object.fromEntries(ModuleId.options.map((id) => [id, 0])) as Record<ModuleId, number>,
})
