import type { Run } from './run.ts'

/** A finished action answers a repeated request for this long, then its row goes; the case stays in D1. */
const KEPT = 7 * 24 * 3_600_000

/** The table of actions, and the counter of case numbers. All of it is synchronous. */
export class Runs {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  save(run: Run): void {
    // the interaction's token is of no use any more
    if (run.step === 'finished') delete run.action.reply
    this.#sql.exec(
      `INSERT INTO actions (id, nonce, accepted_at, finished_at, run) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (id) DO UPDATE SET finished_at = ?4, run = ?5`,
      run.action.id,
      // the targets of a sweep share the signature of its order
      run.action.sweepId === undefined ? (run.signature?.nonce ?? run.action.id) : run.action.id,
      Date.now(),
      run.step === 'finished' ? Date.now() : null,
      JSON.stringify(run),
    )
  }

  find(id: string): Run | undefined {
    const [row] = this.#sql.exec<{ run: string }>(`SELECT run FROM actions WHERE id = ?`, id)
    return row && read(row.run)
  }

  knowsNonce(nonce: string): boolean {
    return [...this.#sql.exec(`SELECT 1 FROM actions WHERE nonce = ?`, nonce)].length > 0
  }

  /** What was left in the middle, oldest first. */
  unfinished(): Run[] {
    const rows = this.#sql.exec<{ run: string }>(
      `SELECT run FROM actions WHERE finished_at IS NULL ORDER BY accepted_at, id`,
    )
    return [...rows].map((row) => read(row.run))
  }

  /** Those accepted after this moment, oldest first; reads the whole table, so once a life. */
  since(at: number): Run[] {
    const rows = this.#sql.exec<{ run: string }>(
      `SELECT run FROM actions WHERE accepted_at > ? ORDER BY accepted_at`,
      at,
    )
    return [...rows].map((row) => read(row.run))
  }

  forgetOld(now: number): void {
    this.#sql.exec(`DELETE FROM actions WHERE finished_at < ?`, now - KEPT)
  }

  /** The last number given out; undefined in an object that never gave one. */
  lastNumber(): number | undefined {
    const [row] = this.#sql.exec<{ number: number }>(`SELECT number FROM counter`)
    return row?.number
  }

  setLastNumber(number: number): void {
    this.#sql.exec(
      `INSERT INTO counter (one, number) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET number = max(number, ?1)`,
      number,
    )
  }
}

const read = (json: string): Run => JSON.parse(json) as Run
