import type { FleetQuery, FleetRow, FleetTotals } from '#schema/contract/fleet.ts'
import { moduleBits, ModuleId } from '#schema/contract/modules.ts'
import {
  listServersChanged,
  listServersToIndex,
  renewModules,
  SERVERS_A_PAGE,
  type Indexed,
} from '#schema/queries/fleet.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { EntryLog } from '#durable-objects/entry-log.ts'
import { Turns } from '#durable-objects/guild/turns.ts'
import { entryOf, FleetColumns, type Entry } from './fleet-columns.ts'
import { findServers } from './find-servers.ts'

/** `all`, or the id up to which the registry was read. */
const BUILT = 'built'
/** The last change that is known. */
const UP_TO = 'up_to'
/** Which modules the registry's rows tell of, and the id up to which they were worked out anew. */
const MODULES = 'modules'
const RENEWED = 'renewed'
const CHUNK = 5000
/** Rows that came together may be seen one after the other: so long after a change what is a little older may still appear; ms. */
const SETTLED = 20_000
const OVERLAP = 2_000
/** Settings are read and judged, which takes longer: so many servers at once, so often a minute. */
const RENEWED_AT_ONCE = 500
const RENEWED_A_TURN = 40

/** D1's time of a change and whose it was, and when it was seen here. */
interface UpTo {
  at: number
  id: string
  seenAt: number
}

/**
 * All servers of the registry, to be found by any combination of filters in any order: in memory while it is asked for, in
 * some tens of stored rows otherwise. Made of D1's table and kept beside it; can be made anew from it at any time.
 */
export class FleetIndex {
  #kv: SyncKvStorage
  #db: Db
  #log: EntryLog<Entry>
  #turns = new Turns()
  #columns: FleetColumns | null = null
  #totals: FleetTotals | null = null

  constructor(parts: { sql: SqlStorage; kv: SyncKvStorage; db: Db }) {
    this.#kv = parts.kv
    this.#db = parts.db
    this.#log = new EntryLog(parts.sql, 'fleet_log')
  }

  async find(query: FleetQuery): Promise<{ ids: string[]; next: string | null; total: number }> {
    return findServers(await this.#ready(), query, SERVERS_A_PAGE)
  }

  async totals(): Promise<FleetTotals> {
    const columns = await this.#ready()
    return (this.#totals ??= columns.count(Date.now()))
  }

  /**
   * Reads these servers anew by `read`, in turn with all other reading, so that no older row is taken after a newer one; gives
   * their rows and those that are no more.
   */
  async renew(
    ids: readonly string[],
    read: (ids: readonly string[]) => Promise<FleetRow[]>,
  ): Promise<{ rows: FleetRow[]; gone: string[] }> {
    await this.#ready()
    return this.#turns.take(async () => {
      const rows = await read(ids)
      const there = new Set(rows.map(({ id }) => id))
      const gone = ids.filter((id) => !there.has(id))
      this.#take([...rows.map((row) => entryOf(indexedOf(row))), ...gone.map((id): Entry => [id])])
      return { rows, gone }
    })
  }

  /** Takes in what changed in the registry and was not told; gives the ids of it. */
  async reconcile(): Promise<string[]> {
    await this.#renewModules()
    await this.#build()
    const known = this.#kv.get<UpTo>(UP_TO) ?? { at: 0, id: '', seenAt: 0 }
    const isSettled = Date.now() - known.seenAt > SETTLED
    let [at, id] = isSettled ? [known.at, known.id] : [known.at - OVERLAP, '']
    const changed: string[] = []
    for (;;) {
      const rows = await this.#turns.take(async () => {
        const rows = await listServersChanged(this.#db, { at, id, limit: CHUNK })
        if (rows.length > 0) changed.push(...this.#take(rows.map(entryOf)))
        return rows
      })
      const last = rows.at(-1)
      if (last) {
        ;[at, id] = [last.changedAt, last.id]
        if (at !== known.at || id !== known.id) this.#kv.put(UP_TO, { at, id, seenAt: Date.now() } satisfies UpTo)
      }
      if (rows.length < CHUNK) return changed
    }
  }

  /** Forgets the index; the next question makes it anew from D1. */
  rebuild(): void {
    this.#log.clear()
    this.#kv.delete(BUILT)
    this.#kv.delete(UP_TO)
    this.#columns = null
    this.#totals = null
  }

  /** Gives the ids of those that were not known so. */
  #take(entries: readonly Entry[]): string[] {
    const columns = this.#read()
    const news = entries.filter((entry) => columns.take(entry))
    if (news.length === 0) return []
    this.#totals = null
    this.#log.append(news)
    if (this.#log.isLong(columns.size)) this.#log.rewrite(columns.entries())
    return news.map(([id]) => id)
  }

  async #ready(): Promise<FleetColumns> {
    await this.#build()
    return this.#read()
  }

  #read(): FleetColumns {
    if (this.#columns) return this.#columns
    const columns = new FleetColumns()
    for (const entry of this.#log.read()) columns.take(entry)
    return (this.#columns = columns)
  }

  /** Reads the registry once, page by page, and goes on where it was interrupted. */
  async #build(): Promise<void> {
    while (this.#kv.get(BUILT) !== 'all')
      await this.#turns.take(async () => {
        const built = this.#kv.get<string>(BUILT) ?? ''
        if (built === 'all') return
        const rows = await listServersToIndex(this.#db, { after: built, limit: CHUNK })
        this.#take(rows.map(entryOf))
        const last = rows.length < CHUNK ? 'all' : rows.at(-1)?.id
        this.#kv.put(BUILT, last ?? 'all')
      })
  }

  /** After a deployment with other modules: what the servers' settings switch on is worked out anew, bit by bit. */
  async #renewModules(): Promise<void> {
    const wanted = ModuleId.options.join()
    if (this.#kv.get<string>(MODULES) === wanted) return
    for (let turn = 0; turn < RENEWED_A_TURN; turn++) {
      const after = this.#kv.get<string>(RENEWED) ?? ''
      const last = await renewModules(this.#db, { after, limit: RENEWED_AT_ONCE })
      if (last === null) {
        this.#kv.put(MODULES, wanted)
        this.#kv.delete(RENEWED)
        return
      }
      this.#kv.put(RENEWED, last)
    }
  }
}

const indexedOf = (row: FleetRow): Indexed => ({
  ...row,
  modules: moduleBits(row.modules),
  channel: row.broadcastChannelId !== null,
  broken: row.broken !== null,
})
