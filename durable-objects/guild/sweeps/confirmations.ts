import type { Case } from '#schema/contract/case.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'
import { confirmedEvent } from '#durable-objects/guild/audit-log/action-event.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import { amended } from '#durable-objects/guild/casework/patch.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import type { Bulletin } from './bulletin.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** Entries come a few in a batch: those of so many ms are carried together, at most so many a statement. */
const TOGETHER = 200
const MOST = 500
/** Entries of cases that never come to be are dropped after so many tries. */
const MOST_TRIES = 30
type Row = { number: number; entry: Snowflake }

/** Discord's audit entries of what a sweep did: kept with the batch they came in, carried to the record many at once. */
export class Confirmations implements Chore {
  #around: SweepSurroundings
  #sql: SqlStorage
  #store: SweepStore
  #bulletin: Bulletin
  #nextAt: number
  #attempts = 0

  constructor(parts: { around: SweepSurroundings; store: SweepStore; bulletin: Bulletin }) {
    this.#around = parts.around
    this.#sql = parts.around.ctx.storage.sql
    this.#store = parts.store
    this.#bulletin = parts.bulletin
    this.#nextAt = Date.now()
  }

  /** Keeps an entry of these numbers; false when they are no sweep's. Synchronous. */
  receive(range: { first: number; last: number }, { id, targetId }: Pick<AuditEntry, 'id' | 'targetId'>): boolean {
    const number = targetId ? this.#store.items.numberOf(range, targetId) : undefined
    if (number === undefined) return range.first !== range.last
    this.#sql.exec(`INSERT OR IGNORE INTO sweep_confirmations (number, entry) VALUES (?, ?)`, number, id)
    this.soon()
    return true
  }

  /** Which of these numbers Discord has confirmed and the record does not show yet. */
  among(first: number, last: number): Set<number> {
    const rows = this.#sql.exec<Row>(
      `SELECT number, entry FROM sweep_confirmations WHERE number BETWEEN ? AND ?`,
      first,
      last,
    )
    return new Set([...rows].map((row) => row.number))
  }

  soon(): void {
    this.#attempts = 0
    this.#nextAt = Date.now() + TOGETHER
    this.#around.wake()
  }

  nextAt(): number | null {
    const [row] = this.#sql.exec(`SELECT 1 FROM sweep_confirmations LIMIT 1`)
    return row ? this.#nextAt : null
  }

  async run(): Promise<void> {
    const { acting, publish } = this.#around
    const doubtful = new Set<number>()
    try {
      for (;;) {
        const rows = [
          ...this.#sql.exec<Row>(`SELECT number, entry FROM sweep_confirmations ORDER BY number LIMIT ${MOST}`),
        ]
        if (rows.length === 0) return
        const entries = new Map(rows.map(({ number, entry }) => [number, entry]))
        const there: number[] = []
        const changed = await acting.changeCases([...entries.keys()], (c) => {
          const entry = entries.get(c.number)
          there.push(c.number)
          if (entry === undefined || c.confirmation) return null
          if (c.status === 'unknown') doubtful.add(c.number)
          const confirmation = { auditEntryId: entry, at: snowflakeTime(entry) }
          return { case: amended(c, { confirmation }), entry: null }
        })
        if (there.length === 0) break
        this.#sql.exec(
          `DELETE FROM sweep_confirmations WHERE number IN (SELECT value FROM json_each(?))`,
          JSON.stringify(there),
        )
        this.#settleDoubts(changed.filter(({ number }) => doubtful.has(number)))
        if (changed.length > 0)
          publish({
            type: 'cases.updated',
            data: { numbers: changed.map(({ number }) => number).sort((a, b) => a - b) },
          })
        this.#attempts = 0
      }
    } catch (error) {
      console.error('sweep not confirmed yet', error)
    }
    this.#attempts++
    this.#nextAt = Math.round(Date.now() + backoff(this.#attempts))
    if (this.#attempts > MOST_TRIES) this.#sql.exec(`DELETE FROM sweep_confirmations`)
  }

  /** What nobody knew has happened after all. */
  #settleDoubts(cases: readonly Case[]): void {
    const { audit, indexCases } = this.#around
    indexCases(cases)
    for (const c of cases) {
      audit(confirmedEvent(c, Date.now()))
      const [item] = this.#store.items.numbered(c.number, c.number)
      const record = item?.state === 'unknown' ? this.#store.bySeq(item.sweep) : undefined
      if (!item || !record) continue
      this.#store.items.end(item.sweep, { ...item, state: 'done', failure: null })
      record.shown.counts.unknown--
      record.shown.counts.done++
      this.#store.save(record)
      this.#bulletin.changed(record)
    }
  }
}
