import { DurableObject } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { MemberIndex } from '#durable-objects/guild/member-index/member-index.ts'
import { Turns } from '#durable-objects/guild/turns.ts'
import type { Member, MemberQuery } from '#schema/contract/guild.ts'
import { listListedMembers, listMembersByJoining, saveMembers } from '#schema/queries/members.ts'
import { counted } from './counted.ts'

interface BenchEnv {
  BENCH: DurableObjectNamespace<Bench>
  DB: D1Database
}

const guildId = '900000000000000001'

/** An index of members in an object of its own, which says how many rows it read and wrote. */
export class Bench extends DurableObject<BenchEnv> {
  #cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  #index: MemberIndex

  constructor(ctx: DurableObjectState, env: BenchEnv) {
    super(ctx, env)
    const { sql } = ctx.storage
    sql.exec(
      `CREATE TABLE IF NOT EXISTS member_log (seq INTEGER PRIMARY KEY, size INTEGER NOT NULL, entries TEXT NOT NULL)`,
    )
    const watched = new Proxy(sql, {
      get: (target, key) => {
        if (key !== 'exec') return Reflect.get(target, key)
        return (query: string, ...bindings: SqlStorageValue[]) => {
          const cursor = target.exec(query, ...bindings)
          this.#cursors.push(cursor)
          return cursor
        }
      },
    })
    this.#index = new MemberIndex({
      sql: watched,
      kv: ctx.storage.kv,
      guildId,
      db: () => Promise.resolve(drizzle(env.DB)),
      turns: new Turns(),
      memberCount: () => 100_000,
    })
  }

  async find(query: MemberQuery): Promise<{ ids: string[]; total: number; read: number; next: string | null }> {
    this.#cursors = []
    const { ids, total, next } = (await this.#index.find(query)) ?? { ids: [], total: 0, next: null }
    return { ids, total, next, read: this.#cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0) }
  }

  note(member: Member): number {
    this.#cursors = []
    this.#index.note([member])
    return this.#cursors.reduce((sum, cursor) => sum + cursor.rowsWritten, 0)
  }

  forget(): void {
    this.#index.reload()
  }
}

/** `/save` fills D1, `/note` gives the rows a change costs, `/find` and `/floor` a page with the rows it read. */
export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname } = new URL(request.url)
    const bench = env.BENCH.getByName('bench')
    const body = await request.json<never>()
    if (pathname === '/save') {
      await saveMembers(drizzle(env.DB), guildId, body as Member[])
      return Response.json({})
    }
    const { db, rows } = counted(env.DB)
    if (pathname === '/note') {
      await saveMembers(db, guildId, [body as Member])
      return Response.json({ object: await bench.note(body), d1: rows().written })
    }
    if (pathname === '/forget') {
      await bench.forget()
      return Response.json({})
    }
    if (pathname === '/floor') {
      const { members } = await listMembersByJoining(db, guildId)
      return Response.json({ members, read: rows().read })
    }
    const { ids, total, read, next } = await bench.find(body)
    const members = await listListedMembers(db, guildId, ids)
    return Response.json({ members, total, next, read: read + rows().read })
  },
} satisfies ExportedHandler<BenchEnv>
