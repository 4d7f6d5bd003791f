import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'

const MOST = 5
const WITHIN = 10 * 60_000

/** How much one person reports; kept in storage, as the object sleeps in between. */
export class FilingLimit {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  refuse(reporterId: Snowflake, now: number): Failure | null {
    const { count, first } = this.#sql
      .exec<{ count: number; first: number | null }>(
        `SELECT count(*) AS count, min(at) AS first FROM report_filings WHERE reporter_id = ? AND at > ?`,
        reporterId,
        now - WITHIN,
      )
      .one()
    if (count < MOST) return null
    const seconds = Math.max(1, Math.ceil(((first ?? now) + WITHIN - now) / 1000))
    return fail('too_many_reports', { most: MOST, minutes: WITHIN / 60_000, seconds })
  }

  note(reporterId: Snowflake, now: number): void {
    this.#sql.exec(`DELETE FROM report_filings WHERE at <= ?`, now - WITHIN)
    this.#sql.exec(`INSERT INTO report_filings (at, reporter_id) VALUES (?, ?)`, now, reporterId)
  }
}
