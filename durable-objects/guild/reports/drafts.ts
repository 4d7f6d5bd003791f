import type { Snowflake } from '#schema/contract/ids.ts'
import type { ReportDraft } from '#schema/contract/report.ts'

/** A form may stay open this long. */
const KEPT = 60 * 60_000

/** What open forms are about, one a person: Discord does not send the message again with the filled-in form. */
export class Drafts {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  keep(reporterId: Snowflake, draft: ReportDraft, now: number): void {
    this.#sql.exec(`DELETE FROM report_drafts WHERE at < ?`, now - KEPT)
    this.#sql.exec(
      `INSERT OR REPLACE INTO report_drafts (reporter_id, at, draft) VALUES (?, ?, ?)`,
      reporterId,
      now,
      JSON.stringify(draft),
    )
  }

  find(reporterId: Snowflake, id: Snowflake): ReportDraft | undefined {
    const [row] = this.#sql.exec<{ draft: string }>(`SELECT draft FROM report_drafts WHERE reporter_id = ?`, reporterId)
    const draft = row && (JSON.parse(row.draft) as ReportDraft)
    return draft?.id === id ? draft : undefined
  }

  forget(reporterId: Snowflake): void {
    this.#sql.exec(`DELETE FROM report_drafts WHERE reporter_id = ?`, reporterId)
  }
}
