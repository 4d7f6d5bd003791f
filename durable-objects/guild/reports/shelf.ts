import type { Report } from '#schema/contract/report.ts'
import type { Snowflake } from '#schema/contract/ids.ts'

/** A report with what is still to be done about it outside of this object. */
export interface Kept {
  report: Report
  /** D1 does not have it as it is now; `late` waits for the other errands, so that one write tells of them all */
  carry: 'now' | 'late' | null
  /** the message in the channel for reports does not say how it stands */
  post: boolean
  /** reporters who are still to be told */
  tell: Snowflake[]
  nextAt: number
  attempts: number
}

export const hasErrands = ({ carry, post, tell }: Kept): boolean => carry !== null || post || tell.length > 0
const isOver = (kept: Kept): boolean => kept.report.endedAt !== null && !hasErrands(kept)

const LAST = 'reports.last'

/**
 * What the object keeps of reports: those that are not closed, and closed ones with something left to do. The rest is in D1.
 * All of it is synchronous; read once a life, as only this object writes it.
 */
export class Shelf {
  #sql: SqlStorage
  #kv: SyncKvStorage
  #kept: Map<number, Kept> | null = null

  constructor({ sql, kv }: Pick<DurableObjectStorage, 'sql' | 'kv'>) {
    this.#sql = sql
    this.#kv = kv
  }

  get all(): ReadonlyMap<number, Kept> {
    return this.#read()
  }

  /** how many wait for somebody to take them */
  get open(): number {
    let open = 0
    for (const { report } of this.all.values()) if (report.state === 'open') open++
    return open
  }

  /** When the first errand is due, those at work not before `guard`; asked of storage while nothing else was read. */
  nextAt(atWork: ReadonlySet<number>, guard: number): number | null {
    if (!this.#kept) return this.#sql.exec<{ at: number | null }>(`SELECT min(next_at) AS at FROM reports`).one().at
    let next = Infinity
    for (const [number, kept] of this.#kept)
      if (hasErrands(kept)) next = Math.min(next, atWork.has(number) ? guard : kept.nextAt)
    return next === Infinity ? null : next
  }

  save(kept: Kept): void {
    const { number } = kept.report
    if (isOver(kept)) {
      this.#read().delete(number)
      this.#sql.exec(`DELETE FROM reports WHERE number = ?`, number)
      return
    }
    this.#read().set(number, kept)
    const nextAt = hasErrands(kept) ? Math.round(kept.nextAt) : null
    this.#sql.exec(
      `INSERT INTO reports (number, next_at, kept) VALUES (?1, ?2, ?3)
       ON CONFLICT (number) DO UPDATE SET next_at = ?2, kept = ?3`,
      number,
      nextAt,
      JSON.stringify(kept),
    )
  }

  /** The last number given out; undefined in an object that never gave one. */
  get lastNumber(): number | undefined {
    return this.#kv.get<number>(LAST)
  }
  set lastNumber(number: number | undefined) {
    this.#kv.put(LAST, number)
  }

  #read(): Map<number, Kept> {
    if (this.#kept) return this.#kept
    const rows = [...this.#sql.exec<{ kept: string }>(`SELECT kept FROM reports ORDER BY number`)]
    const read = rows.map((row) => JSON.parse(row.kept) as Kept)
    return (this.#kept = new Map(read.map((kept) => [kept.report.number, kept])))
  }
}
