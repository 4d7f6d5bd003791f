import { drizzle } from 'drizzle-orm/d1'
import type { Db } from '#schema/queries/guild-db.ts'

type Meta = { rows_read: number; rows_written: number }

/** D1 that adds up the rows it reads and writes; rows come as `all` gives them, as `raw` does not tell. */
export function counted(binding: D1Database): { db: Db; rows: () => { read: number; written: number } } {
  let [read, written] = [0, 0]
  const count = (meta: Meta): void => {
    read += meta.rows_read
    written += meta.rows_written
  }
  const statement = (of: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(of, {
      get: (target, key) => {
        if (key === 'bind') return (...values: unknown[]) => statement(target.bind(...values))
        if (key === 'raw')
          return async () => {
            const { results, meta } = await target.all<Record<string, unknown>>()
            count(meta)
            return results.map((row) => Object.values(row))
          }
        if (key === 'all' || key === 'run')
          return async () => {
            const answer = await target[key]()
            count(answer.meta)
            return answer
          }
        return Reflect.get(target, key) as unknown
      },
    })
  const watched = new Proxy(binding, {
    get: (target, key) =>
      key === 'prepare' ? (query: string) => statement(target.prepare(query)) : (Reflect.get(target, key) as unknown),
  })
  return { db: drizzle(watched), rows: () => ({ read, written }) }
}
