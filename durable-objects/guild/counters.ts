import { DAY, HOUR } from '#schema/contract/action.ts'

export type Counted = 'messages' | 'joins' | 'leaves' | 'actions'
export type Hours = Record<Counted, number[]>

const KEPT = 14 * DAY
export const hourOf = (at: number): number => Math.floor(at / HOUR) * HOUR

/** What happened, counted by the hour. */
export class Counters {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Counts in what happened, with one row for each name and hour. */
  add(happened: Iterable<{ name: Counted; count: number; at: number }>): void {
    const sums = new Map<string, { name: Counted; hour: number; count: number }>()
    for (const { name, count, at } of happened) {
      const hour = hourOf(at)
      const sum = sums.get(`${name} ${hour}`) ?? { name, hour, count: 0 }
      sums.set(`${name} ${hour}`, { ...sum, count: sum.count + count })
    }
    for (const { name, hour, count } of sums.values()) if (count > 0) this.#addTo(name, hour, count)
  }

  /** The last `count` hours up to that of `now`, oldest first. */
  hours(now: number, count: number): { from: number; hours: Hours } {
    const from = hourOf(now) - (count - 1) * HOUR
    const hours: Hours = { messages: [], joins: [], leaves: [], actions: [] }
    for (const values of Object.values(hours)) for (let i = 0; i < count; i++) values.push(0)
    const rows = this.#sql.exec<{ hour: number; name: Counted; count: number }>(
      `SELECT hour, name, count FROM counters WHERE hour >= ?`,
      from,
    )
    for (const row of rows) {
      const index = (row.hour - from) / HOUR
      if (index < count && hours[row.name]) hours[row.name][index] = row.count
    }
    return { from, hours }
  }

  #addTo(name: Counted, hour: number, count: number): void {
    const [row] = this.#sql.exec<{ count: number }>(
      `INSERT INTO counters (hour, name, count) VALUES (?1, ?2, ?3)
       ON CONFLICT (hour, name) DO UPDATE SET count = count + ?3 RETURNING count`,
      hour,
      name,
      count,
    )
    // the first of an hour clears away what is too old
    if (row?.count === count) this.#sql.exec(`DELETE FROM counters WHERE hour < ?`, hour - KEPT)
  }
}
