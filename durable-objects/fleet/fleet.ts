import { DurableObject } from 'cloudflare:workers'
import type { FleetChange, FleetPage, FleetQuery, FleetTotals } from '#schema/contract/fleet.ts'
import { listFleetRows } from '#schema/queries/fleet.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { tellPages } from '#durable-objects/ops/tell-ops.ts'
import { FleetIndex } from './fleet-index.ts'

/** Changes are taken in this much later, together; ms. */
const TOGETHER = 250
/** After a fault of D1; ms. */
const AGAIN = 5_000
const AT_ONCE = 500
/** More rows than this at once are not told one by one. */
const MOST_TOLD = 100

/** All servers, to be searched. One object, named "fleet"; what it knows it reads in the registry, whoever calls. */
export class Fleet extends DurableObject<Env> {
  #db = registryDb(this.env)
  #index: FleetIndex
  #waiting = new Set<string>()
  #armed = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { sql, kv } = ctx.storage
    sql.exec(
      `CREATE TABLE IF NOT EXISTS fleet_log (seq INTEGER PRIMARY KEY, size INTEGER NOT NULL, entries TEXT NOT NULL)`,
    )
    this.#index = new FleetIndex({ sql, kv, db: this.#db })
  }

  /** These servers' rows in the registry were written. */
  async changed(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#waiting.add(id)
    if (this.#armed) return
    this.#armed = true
    await this.ctx.storage.setAlarm(Date.now() + TOGETHER)
  }

  /** A page of servers that match any combination of filters, in any order. */
  async find(query: FleetQuery): Promise<Omit<FleetPage, 'gatewayShards'>> {
    const { ids, next, total } = await this.#index.find(query)
    const rows = await listFleetRows(this.#db, ids)
    // what is in the registry no more was erased without a word
    if (rows.length < ids.length) await this.changed(ids.filter((id) => !rows.some((row) => row.id === id)))
    return { rows, next, total }
  }

  async totals(): Promise<FleetTotals> {
    return this.#index.totals()
  }

  /** Takes in what was written in the registry and not told; cron calls it. */
  async reconcile(): Promise<void> {
    const missed = await this.#index.reconcile()
    if (missed.length === 0) return
    if (missed.length > MOST_TOLD) await this.#tell({ rows: [], gone: [], stale: true })
    else await this.#tell({ rows: await listFleetRows(this.#db, missed), gone: [], stale: false })
  }

  /** Makes the index anew from the registry, at the next question. */
  async rebuild(): Promise<void> {
    this.#index.rebuild()
  }

  override async alarm(): Promise<void> {
    this.#armed = false
    const ids = [...this.#waiting]
    this.#waiting.clear()
    try {
      const change: Omit<FleetChange, 'totals'> = { rows: [], gone: [], stale: ids.length > MOST_TOLD }
      for (let i = 0; i < ids.length; i += AT_ONCE) {
        const { rows, gone } = await this.#index.renew(ids.slice(i, i + AT_ONCE), (some) =>
          listFleetRows(this.#db, some),
        )
        if (change.stale) continue
        change.rows.push(...rows)
        change.gone.push(...gone)
      }
      if (ids.length > 0) await this.#tell(change)
    } catch (error) {
      console.error({ event: 'fleet.not_taken_in_yet', message: String(error) })
      for (const id of ids) this.#waiting.add(id)
      this.#armed = true
      await this.ctx.storage.setAlarm(Date.now() + AGAIN)
    }
  }

  async #tell(change: Omit<FleetChange, 'totals'>): Promise<void> {
    tellPages(this.env, { type: 'fleet.changed', change: { ...change, totals: await this.#index.totals() } })
  }
}
