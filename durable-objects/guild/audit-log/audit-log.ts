import type { AuditEvent } from '#schema/contract/audit.ts'

/** The guild's audit log: keeps what it is told, in order. */
export class AuditLog {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Takes an event in; synchronous, so that it is stored in one breath with what it tells of. */
  append(event: AuditEvent): void {
    this.#sql.exec(`INSERT INTO audit_outbox (event) VALUES (?)`, JSON.stringify(event))
  }
}
