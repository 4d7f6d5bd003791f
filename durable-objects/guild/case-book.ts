import type { Case } from '#schema/contract/case.ts'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { getEntry, saveCasesWith, saveCaseWith } from '#schema/queries/case-comments.ts'
import { getCase, insertCase, listCasesByNumber } from '#schema/queries/cases.ts'
import { backoff } from './backoff.ts'
import type { Patch } from './casework/patch.ts'
import { threadOf, type Told } from './casework/thread-of.ts'
import type { Chore } from './clock.ts'

/** After this many tries a change of a case that is not there is dropped. */
const MOST_TRIES = 30

/** The record in D1. Changes are kept here first, in order, so that none is lost or overwritten while D1 is away. */
export class CaseBook implements Chore {
  #sql: SqlStorage
  #guildId: string
  #db: () => Promise<Db>
  #changed: (now: Case, before: Case, told: readonly Told[]) => void
  #wake: () => void
  #flushing = new Map<number, Promise<Case | undefined>>()

  constructor(parts: {
    sql: SqlStorage
    guildId: string
    db: () => Promise<Db>
    /** `told`: what the thread got of it */
    changed: (now: Case, before: Case, told: readonly Told[]) => void
    wake: () => void
  }) {
    this.#sql = parts.sql
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#changed = parts.changed
    this.#wake = parts.wake
  }

  async get(number: number): Promise<Case | undefined> {
    return getCase(await this.#db(), this.#guildId, number)
  }

  /** Writes a new case; again and again is the same as once. */
  async record(c: Case): Promise<void> {
    await insertCase(await this.#db(), c)
  }

  /** Keeps a change at once and carries it to D1 as soon as D1 takes it. */
  amend(number: number, patch: Patch): void {
    const now = Date.now()
    this.#sql.exec(
      `INSERT INTO amendments (number, patch, next_at) VALUES (?, ?, ?)`,
      number,
      JSON.stringify(patch),
      now,
    )
    void this.flush(number)
    this.#wake()
  }

  /** Carries what is kept for one case to D1; the case as it is then, undefined when it is not there or D1 is away. */
  flush(number: number): Promise<Case | undefined> {
    const before = this.#flushing.get(number) ?? Promise.resolve(undefined)
    const next = before.then(() => this.#carry(number))
    this.#flushing.set(number, next)
    void next.then(() => {
      if (this.#flushing.get(number) === next) this.#flushing.delete(number)
    })
    return next
  }

  /** Changes many cases by one statement, in turn with whatever else changes them; gives those that changed. At most 500. */
  changeMany(
    numbers: readonly number[],
    change: (c: Case) => { case: Case; entry: ThreadEntry | null } | null,
  ): Promise<Case[]> {
    const before = numbers.map((number) => this.#flushing.get(number))
    const changing = Promise.all(before).then(async () => {
      const db = await this.#db()
      const found = await listCasesByNumber(db, this.#guildId, numbers)
      const changed = found.flatMap((c) => change(c) ?? [])
      const cases = changed.map((one) => one.case)
      const entries = changed.flatMap(({ entry }) => entry ?? [])
      if (cases.length > 0) await saveCasesWith(db, this.#guildId, { cases, entries })
      return cases
    })
    const over = changing.then(
      () => undefined,
      () => undefined,
    )
    for (const number of numbers) this.#flushing.set(number, over)
    void over.then(() => {
      for (const number of numbers) if (this.#flushing.get(number) === over) this.#flushing.delete(number)
    })
    return changing
  }

  nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>(`SELECT min(next_at) AS at FROM amendments`).one().at
  }

  async run(now: number): Promise<void> {
    const due = this.#sql.exec<{ number: number }>(`SELECT DISTINCT number FROM amendments WHERE next_at <= ?`, now)
    await Promise.all([...due].map(({ number }) => this.flush(number)))
  }

  async #carry(number: number): Promise<Case | undefined> {
    const rows = [
      ...this.#sql.exec<{ id: number; patch: string; attempts: number }>(
        `SELECT id, patch, attempts FROM amendments WHERE number = ? ORDER BY id`,
        number,
      ),
    ]
    const last = rows.at(-1)
    if (!last) return undefined
    try {
      const before = await this.get(number)
      if (!before) return void this.#postpone(number, last)
      const db = await this.#db()
      let now = before
      const told: Told[] = []
      const entries = new Map<number, ThreadEntry>()
      const find = async (id: number) => entries.get(id) ?? getEntry(db, this.#guildId, { number, id })
      for (const row of rows) {
        const next = await threadOf(now, JSON.parse(row.patch) as Patch, find)
        now = next.case
        if (!next.told) continue
        told.push(next.told)
        entries.set(next.told.entry.id, next.told.entry)
      }
      await saveCaseWith(db, now, [...entries.values()])
      this.#sql.exec(`DELETE FROM amendments WHERE number = ? AND id <= ?`, number, last.id)
      this.#changed(now, before, told)
      return now
    } catch (error) {
      console.error('case not changed yet', number, error)
      return void this.#postpone(number, last)
    }
  }

  #postpone(number: number, { id, attempts }: { id: number; attempts: number }): void {
    if (attempts >= MOST_TRIES) {
      console.error('change of a missing case dropped', number)
      this.#sql.exec(`DELETE FROM amendments WHERE number = ? AND id <= ?`, number, id)
      return
    }
    const at = Math.round(Date.now() + backoff(attempts + 1))
    this.#sql.exec(`UPDATE amendments SET attempts = ?, next_at = ? WHERE number = ?`, attempts + 1, at, number)
    this.#wake()
  }
}
