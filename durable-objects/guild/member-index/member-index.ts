import type { Member, MemberFilter, MemberQuery } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { listMembersToIndex, MEMBERS_A_PAGE, selectMemberIds } from '#schema/queries/members.ts'
import { EntryLog } from '#durable-objects/entry-log.ts'
import type { Turns } from '#durable-objects/guild/turns.ts'
import { entryOf, type Entry } from './entry.ts'
import { countMembers, findMembers, selectMembers } from './find-members.ts'
import { MemberColumns } from './member-columns.ts'

/** `all`, or the id up to which D1 was read. */
const BUILT = 'members.indexed'
const CHUNK = 5000
const MOST_COUNTS = 1000
/** What moves on with the clock is counted anew after this; ms. */
const A_WHILE = 60_000
/** A larger server would take too much of the object's memory. */
const MOST = 300_000

/** Ids of a page, or null: the server is too large to be indexed. */
export type FoundMembers = { ids: Snowflake[]; next: string | null; total: number } | null

/**
 * The members of the server, to be found by any combination of filters in any order: in memory while it is asked for, in a few
 * rows of storage otherwise. Made of D1's table and kept beside it; can be made anew from it at any time.
 */
export class MemberIndex {
  #kv: SyncKvStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #turns: Turns
  #memberCount: () => number
  #log: EntryLog<Entry>
  #columns: MemberColumns | null = null
  #building: Promise<void> | null = null
  /** counts by filter, until anyone changes */
  #counts = new Map<string, { count: number; at: number }>()

  constructor(parts: {
    sql: SqlStorage
    kv: SyncKvStorage
    guildId: Snowflake
    db: () => Promise<Db>
    turns: Turns
    /** as the server itself tells */
    memberCount: () => number
  }) {
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#turns = parts.turns
    this.#memberCount = parts.memberCount
    this.#log = new EntryLog(parts.sql, 'member_log')
  }

  /** Notes members as D1 has them now, with the count of cases where it is known; synchronous. */
  note(members: Iterable<Member>, cases: ReadonlyMap<Snowflake, number> = new Map()): void {
    this.#take([...members].map((m) => entryOf(m, cases.get(m.id))))
  }
  noteGone(ids: Iterable<Snowflake>): void {
    this.#take([...ids].map((id): Entry => [id]))
  }
  noteCases(counts: ReadonlyMap<Snowflake, number>): void {
    this.#take([...counts].map(([id, count]): Entry => [id, count]))
  }

  /** Goes back to what is stored, after a transaction that did not happen. */
  reload(): void {
    this.#log.reload()
    this.#columns = null
    this.#counts.clear()
  }

  async find(query: MemberQuery): Promise<FoundMembers> {
    const columns = await this.#load()
    return columns && findMembers(columns, query, MEMBERS_A_PAGE)
  }

  /** How many match each of these; null: the server is too large. Asked by many, it is counted once until anyone changes. */
  async count(filters: readonly MemberFilter[]): Promise<number[] | null> {
    const columns = await this.#load()
    if (!columns) return null
    const now = Date.now()
    if (this.#counts.size > MOST_COUNTS) this.#counts.clear()
    const known = filters.map((filter) => this.#counts.get(JSON.stringify(filter)))
    const unknown = filters.filter((_, i) => now - (known[i]?.at ?? 0) > A_WHILE)
    for (const [i, count] of countMembers(columns, unknown).entries())
      this.#counts.set(JSON.stringify(unknown[i]), { count, at: now })
    return filters.map((filter) => this.#counts.get(JSON.stringify(filter))?.count ?? 0)
  }

  /** Ids of all who match now, newest joined first. */
  async select(filter: MemberFilter, limit: number): Promise<Snowflake[]> {
    const columns = await this.#load()
    if (!columns) return selectMemberIds(await this.#db(), this.#guildId, filter, limit)
    return selectMembers(columns, filter, limit)
  }

  /** Forgets the index; the next question makes it anew from D1. */
  rebuild(): void {
    this.#log.clear()
    this.#kv.delete(BUILT)
    this.#columns = null
    this.#counts.clear()
  }

  #take(entries: readonly Entry[]): void {
    // before the first question there is nothing to keep true; the reading of D1 finds it
    if (entries.length === 0 || this.#kv.get(BUILT) === undefined) return
    if (this.#isTooLarge()) return this.rebuild()
    this.#log.append(entries)
    this.#counts.clear()
    if (this.#columns) for (const entry of entries) this.#columns.take(entry)
    if (this.#log.isLong(this.#memberCount())) this.#log.rewrite(this.#read().entries())
  }

  #isTooLarge(): boolean {
    return this.#memberCount() > MOST
  }

  async #load(): Promise<MemberColumns | null> {
    if (this.#isTooLarge()) return null
    if (this.#kv.get(BUILT) !== 'all')
      await (this.#building ??= this.#build().finally(() => {
        this.#building = null
      }))
    return this.#read()
  }

  #read(): MemberColumns {
    if (this.#columns) return this.#columns
    const columns = new MemberColumns()
    for (const entry of this.#log.read()) columns.take(entry)
    return (this.#columns = columns)
  }

  /** Reads D1's table once, page by page, in turn with what the relay brings, and goes on where it was interrupted. */
  async #build(): Promise<void> {
    const db = await this.#db()
    for (;;) {
      const done = await this.#turns.take(async () => {
        const after = this.#kv.get<string>(BUILT) ?? ''
        const page = await listMembersToIndex(db, this.#guildId, { after, limit: CHUNK })
        const last = page.at(-1)
        const isLast = !last || page.length < CHUNK
        this.#kv.put(BUILT, isLast ? 'all' : last.id)
        this.#take(page.map((m) => entryOf(m, m.cases)))
        return isLast
      })
      if (done) return
    }
  }
}
