import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'
import { skeletonOf } from '#schema/contract/skeleton.ts'
import { LEFT, type Entry } from './entry.ts'

/** All members of a server in memory, a column for each thing asked: some 150 bytes a member. */
export class MemberColumns {
  readonly ids: Snowflake[] = []
  readonly nameKeys: string[] = []
  readonly usernames: string[] = []
  readonly joinedAt: number[] = []
  readonly madeAt: number[] = []
  readonly cases: number[] = []
  /** skeletons of the shown name and of the username */
  readonly shown: string[] = []
  readonly skeletons: string[] = []
  readonly flags: number[] = []
  readonly roles: (readonly Snowflake[])[] = []
  #places = new Map<Snowflake, number>()
  #roleSets = new Map<string, readonly Snowflake[]>()

  get size(): number {
    return this.ids.length
  }

  placeOf(id: Snowflake): number | undefined {
    return this.#places.get(id)
  }

  take(entry: Entry): void {
    const [id] = entry
    const known = this.#places.get(id)
    if (entry.length === 1) {
      if (known !== undefined) this.flags[known] = (this.flags[known] ?? 0) | LEFT
    } else if (entry.length === 2) {
      if (known !== undefined) this.cases[known] = entry[1]
    } else this.#put(known ?? this.#add(id), entry)
  }

  /** All of it as entries, to be written anew. */
  entries(): Entry[] {
    return this.ids.map((id, at) => {
      const joinedAt = this.joinedAt[at] ?? -1
      return [
        id,
        this.nameKeys[at] ?? '',
        this.usernames[at] ?? '',
        this.roles[at] ?? [],
        joinedAt < 0 ? null : joinedAt,
        this.flags[at] ?? 0,
        this.cases[at] ?? 0,
      ]
    })
  }

  #add(id: Snowflake): number {
    const at = this.ids.length
    this.#places.set(id, at)
    this.ids.push(id)
    this.madeAt.push(snowflakeTime(id))
    this.cases.push(0)
    return at
  }

  #put(at: number, [, nameKey, username, roleIds, joinedAt, flags, cases]: Extract<Entry, { length: 6 | 7 }>): void {
    this.nameKeys[at] = nameKey
    this.usernames[at] = username === nameKey ? nameKey : username
    this.joinedAt[at] = joinedAt ?? -1
    this.flags[at] = flags
    this.shown[at] = skeletonOf(nameKey)
    this.skeletons[at] = username === nameKey ? (this.shown[at] ?? '') : skeletonOf(username)
    this.roles[at] = this.#sameRoles(roleIds)
    if (cases !== undefined) this.cases[at] = cases
  }

  /** Many have the same roles: they share one list. */
  #sameRoles(roleIds: readonly Snowflake[]): readonly Snowflake[] {
    const key = roleIds.join()
    const known = this.#roleSets.get(key)
    if (known) return known
    this.#roleSets.set(key, roleIds)
    return roleIds
  }
}
