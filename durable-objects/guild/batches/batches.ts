import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import type { Job, Step, Steps } from './job.ts'

/** Work on many cases, a chunk at a time: kept before each step, so that it goes on where it was after a restart. */
export class Batches implements Chore {
  #sql: SqlStorage
  #steps: Steps
  #wake: () => void
  #going = new Map<string, Promise<Job | null>>()

  constructor(parts: { sql: SqlStorage; steps: Steps; wake: () => void }) {
    this.#sql = parts.sql
    this.#steps = parts.steps
    this.#wake = parts.wake
  }

  /** Keeps a job, at once. */
  add(job: Job): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO batches (id, job, next_at) VALUES (?, ?, ?)`,
      job.id,
      JSON.stringify(job),
      Date.now(),
    )
    this.#wake()
  }

  /** Goes on with a job until it is done or must wait; the job as it ended, null while something is left of it. */
  go(id: string): Promise<Job | null> {
    const going = this.#going.get(id) ?? this.#work(id).finally(() => this.#going.delete(id))
    this.#going.set(id, going)
    return going
  }

  has(type: Job['type']): boolean {
    return [...this.#sql.exec(`SELECT 1 FROM batches WHERE job ->> 'type' = ? LIMIT 1`, type)].length > 0
  }

  nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>(`SELECT min(next_at) AS at FROM batches`).one().at
  }

  async run(now: number): Promise<void> {
    const due = [...this.#sql.exec<{ id: string }>(`SELECT id FROM batches WHERE next_at <= ?`, now)]
    await Promise.all(due.map(({ id }) => this.go(id)))
  }

  async #work(id: string): Promise<Job | null> {
    for (;;) {
      const [row] = this.#sql.exec<{ job: string; attempts: number }>(
        `SELECT job, attempts FROM batches WHERE id = ?`,
        id,
      )
      if (!row) return null
      const job = JSON.parse(row.job) as Job
      try {
        const step = await this.#step(job)
        if (step === 'done') {
          this.#sql.exec(`DELETE FROM batches WHERE id = ?`, id)
          return job
        }
        this.#keep(job)
        if (step === 'more') continue
        this.#later(id, { attempts: 0, waitMs: step.waitMs })
      } catch (error) {
        console.error('batch goes on later', id, error)
        this.#later(id, { attempts: row.attempts + 1, waitMs: backoff(row.attempts + 1) })
      }
      return null
    }
  }

  #step(job: Job): Promise<Step> {
    const keep = () => this.#keep(job)
    if (job.type === 'change') return this.#steps.change(job, keep)
    if (job.type === 'import') return this.#steps.import(job, keep)
    return this.#steps.roll_back(job, keep)
  }

  #keep(job: Job): void {
    this.#sql.exec(`UPDATE batches SET job = ? WHERE id = ?`, JSON.stringify(job), job.id)
  }

  #later(id: string, { attempts, waitMs }: { attempts: number; waitMs: number }): void {
    const at = Math.round(Date.now() + waitMs)
    this.#sql.exec(`UPDATE batches SET attempts = ?, next_at = ? WHERE id = ?`, attempts, at, id)
    this.#wake()
  }
}
