import { Snapshot } from '#schema/contract/evidence.ts'
import { hexOf } from './hex-of.ts'

/** A snapshot as it is stored: its JSON, and the SHA-256 of that. */
export interface Kept {
  messageId: string
  snapshot: string
  hash: string
  takenAt: number
}

/** What an action that came to nothing left behind goes after this. */
const FORGOTTEN_AFTER = 7 * 24 * 3_600_000

/** Snapshots of messages from the moment they are taken until their case is on record. */
export class EvidenceBox {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`DELETE FROM evidence_box WHERE taken_at < ?`, Date.now() - FORGOTTEN_AFTER)
  }

  /** Keeps snapshots for an action; the first of a message stands. */
  async keep(actionId: string, snapshots: readonly Snapshot[]): Promise<void> {
    const takenAt = Date.now()
    for (const snapshot of snapshots) {
      // in the order in which it is read back, so that anybody can make the hash again
      const text = JSON.stringify(Snapshot.parse(snapshot))
      const hash = hexOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
      this.#sql.exec(
        `INSERT OR IGNORE INTO evidence_box (action_id, message_id, snapshot, hash, taken_at) VALUES (?, ?, ?, ?, ?)`,
        actionId,
        snapshot.messageId,
        text,
        hash,
        takenAt,
      )
    }
  }

  of(actionId: string): Kept[] {
    return [
      ...this.#sql.exec<{ messageId: string; snapshot: string; hash: string; takenAt: number }>(
        `SELECT message_id AS messageId, snapshot, hash, taken_at AS takenAt FROM evidence_box WHERE action_id = ?`,
        actionId,
      ),
    ]
  }

  forget(actionId: string): void {
    this.#sql.exec(`DELETE FROM evidence_box WHERE action_id = ?`, actionId)
  }
}
