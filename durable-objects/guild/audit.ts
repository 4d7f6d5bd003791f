import type { AuditEntry } from '#schema/contract/gateway.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { backoff } from './backoff.ts'
import { deedByHand } from './by-hand.ts'
import type { Chore } from './clock.ts'
import { caseRangeIn } from './wording.ts'

type Row = { id: string; entry: string; attempts: number }

/**
 * Discord's audit entries: ours settle their case at once; what others did and is of a kind that becomes a case waits here, in
 * order, until it is one; the rest is only noted. An entry that comes again changes nothing.
 */
export class AuditInbox implements Chore {
  #sql: SqlStorage
  #botId: () => Snowflake
  #settle: (range: { first: number; last: number }, entry: AuditEntry) => void
  #record: (entry: AuditEntry) => Promise<void>
  #note: (entry: AuditEntry) => void
  #wake: () => void
  #working: Promise<void> | null = null

  constructor(parts: {
    sql: SqlStorage
    botId: () => Snowflake
    /** an entry of the bot's own, with the case or cases its reason names */
    settle: (range: { first: number; last: number }, entry: AuditEntry) => void
    record: (entry: AuditEntry) => Promise<void>
    note: (entry: AuditEntry) => void
    wake: () => void
  }) {
    this.#sql = parts.sql
    this.#botId = parts.botId
    this.#settle = parts.settle
    this.#record = parts.record
    this.#note = parts.note
    this.#wake = parts.wake
  }

  /** Keeps an entry; synchronous, so that it is stored in one breath with the batch it came in. */
  receive(entry: AuditEntry): void {
    const range = entry.userId === this.#botId() ? caseRangeIn(entry.reason) : undefined
    if (range) this.#settle(range, entry)
    else if (entry.userId === this.#botId() || !deedByHand(entry)) this.#note(entry)
    else
      this.#sql.exec(
        `INSERT OR IGNORE INTO audit_inbox (id, entry, next_at) VALUES (?, ?, ?)`,
        entry.id,
        JSON.stringify(entry),
        Date.now(),
      )
  }

  /** Turns what waits into cases. */
  work(): Promise<void> {
    this.#working ??= this.#workOff().finally(() => {
      this.#working = null
      this.#wake()
    })
    return this.#working
  }

  nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>(`SELECT min(next_at) AS at FROM audit_inbox`).one().at
  }

  run(): Promise<void> {
    return this.work()
  }

  async #workOff(): Promise<void> {
    for (;;) {
      const [row] = this.#sql.exec<Row>(
        `SELECT id, entry, attempts FROM audit_inbox WHERE next_at <= ? ORDER BY length(id), id LIMIT 1`,
        Date.now(),
      )
      if (!row) return
      try {
        await this.#record(JSON.parse(row.entry) as AuditEntry)
        this.#sql.exec(`DELETE FROM audit_inbox WHERE id = ?`, row.id)
      } catch (error) {
        console.error('audit entry not recorded yet', row.id, error)
        const next = Math.round(Date.now() + backoff(row.attempts + 1))
        this.#sql.exec(`UPDATE audit_inbox SET attempts = attempts + 1, next_at = ? WHERE id = ?`, next, row.id)
      }
    }
  }
}
