import { DurableObject } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { counted } from '#bench/members/counted.ts'
import { FleetIndex } from '#durable-objects/fleet/fleet-index.ts'
import { LogBook } from '#durable-objects/ops/log-book.ts'
import { prepareStorage } from '#durable-objects/ops/storage.ts'
import type { FleetQuery } from '#schema/contract/fleet.ts'
import type { LogEvent, LogQuery } from '#schema/contract/ops.ts'
import { listFleetRows } from '#schema/queries/fleet.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { markGuildActive } from '#schema/queries/guilds.ts'

interface BenchEnv {
  BENCH: DurableObjectNamespace<Bench>
  DB: D1Database
}
interface Found {
  found: number
  total: number
  next: string | number | null
  read: number
}

/** The index of all servers and the operational log in an object of their own, which says how many rows it read and wrote. */
export class Bench extends DurableObject<BenchEnv> {
  #cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  #db: Db
  #rows: () => { read: number; written: number }
  #index: FleetIndex
  #log: LogBook

  constructor(ctx: DurableObjectState, env: BenchEnv) {
    super(ctx, env)
    const { db, rows } = counted(env.DB)
    this.#db = db
    this.#rows = rows
    ctx.storage.sql.exec(
      `CREATE TABLE IF NOT EXISTS fleet_log (seq INTEGER PRIMARY KEY, size INTEGER NOT NULL, entries TEXT NOT NULL)`,
    )
    prepareStorage(ctx.storage)
    this.#index = this.#makeIndex()
    this.#log = new LogBook(this.#watched())
  }

  async find(query: FleetQuery): Promise<Found> {
    return this.#count(async () => {
      const { ids, next, total } = await this.#index.find(query)
      return { found: (await listFleetRows(this.#db, ids)).length, next, total }
    })
  }

  async reconcile(): Promise<Found> {
    return this.#count(async () => ({ found: (await this.#index.reconcile()).length, next: null, total: 0 }))
  }

  /** As after an eviction: what is in memory is gone. */
  sleep(): void {
    this.#index = this.#makeIndex()
  }

  rebuild(): void {
    this.#index.rebuild()
  }

  /** Notes that something happens in a server; rows written in the object and in D1. */
  async change(id: string): Promise<{ object: number; d1: number }> {
    const before = this.#rows().written
    this.#cursors = []
    await markGuildActive(this.#db, id, Date.now())
    await this.#index.renew([id], (ids) => listFleetRows(this.#db, ids))
    const object = this.#cursors.reduce((sum, cursor) => sum + cursor.rowsWritten, 0)
    return { object, d1: this.#rows().written - before }
  }

  write({ events, at }: { events: LogEvent[]; at: number }): void {
    for (const [n, event] of events.entries()) this.#log.append([event], at + n * 1000)
  }

  async findLog(query: LogQuery): Promise<Found> {
    return this.#count(async () => {
      const { rows, next } = this.#log.find(query)
      return { found: rows.length, next, total: rows.length }
    })
  }

  floorOfLog(): Promise<Found> {
    return this.#count(async () => {
      const rows = [...this.#watched().exec(`SELECT * FROM log ORDER BY seq DESC LIMIT 100`)]
      return { found: rows.length, next: null, total: 0 }
    })
  }

  async #count(work: () => Promise<Omit<Found, 'read'>>): Promise<Found> {
    this.#cursors = []
    const before = this.#rows().read
    const found = await work()
    const read = this.#cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0)
    return { ...found, read: read + this.#rows().read - before }
  }

  #makeIndex(): FleetIndex {
    return new FleetIndex({ sql: this.#watched(), kv: this.ctx.storage.kv, db: this.#db })
  }

  #watched(): SqlStorage {
    return new Proxy(this.ctx.storage.sql, {
      get: (target, key) => {
        if (key !== 'exec') return Reflect.get(target, key)
        return (query: string, ...bindings: SqlStorageValue[]) => {
          const cursor = target.exec(query, ...bindings)
          this.#cursors.push(cursor)
          return cursor
        }
      },
    })
  }
}

/** `/save` fills the registry; the others ask the object. */
export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const bench = env.BENCH.getByName('bench')
    const body = await request.json<never>()
    switch (new URL(request.url).pathname) {
      case '/save':
        await drizzle(env.DB).run(sql`
          INSERT INTO guilds (id, name, owner_id, member_count, shard, settings, language, modules, broadcast_channel_id,
            broadcast_categories, broadcast_broken, installed_at, active_at, removed_at, changed_at)
          SELECT value->>'id', value->>'name', '1', value->>'members', value->>'shard', value->>'settings', value->>'language',
            value->>'modules', value->>'channel', '[]', value->>'broken', value->>'installedAt', value->>'activeAt',
            value->>'removedAt', value->>'installedAt' FROM json_each(${JSON.stringify(body)})`)
        return Response.json({})
      case '/find':
        return Response.json(await bench.find(body))
      case '/reconcile':
        return Response.json(await bench.reconcile())
      case '/sleep':
        await bench.sleep()
        return Response.json({})
      case '/rebuild':
        await bench.rebuild()
        return Response.json({})
      case '/change':
        return Response.json(await bench.change(body))
      case '/write':
        await bench.write(body)
        return Response.json({})
      case '/log':
        return Response.json(await bench.findLog(body))
      case '/log-floor':
        return Response.json(await bench.floorOfLog())
      default: {
        const { db, rows } = counted(env.DB)
        const found = await db.all(sql`SELECT * FROM guilds WHERE id > ${body} ORDER BY id LIMIT 50`)
        return Response.json({ found: found.length, read: rows().read })
      }
    }
  },
} satisfies ExportedHandler<BenchEnv>
