import type { FailureGroup, ItemQuery, Sweep, SweepItem } from '#schema/contract/sweep.ts'
import { ItemTable } from './item-table.ts'
import { hasMore, isOver, type SweepRecord } from './sweep-record.ts'

const A_PAGE = 50
type Row = { seq: number; id: string; sweep: string }

/** Sweeps and their items in the object's storage; all of it synchronous. A sweep is read once a life and shared from then on. */
export class SweepStore {
  readonly items: ItemTable
  #sql: SqlStorage
  #known = new Map<string, SweepRecord>()
  #open: Map<number, SweepRecord> | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.items = new ItemTable(sql)
  }

  insert(record: Omit<SweepRecord, 'seq'>): SweepRecord {
    const { id, state, plannedAt } = record.shown
    const { seq } = this.#sql
      .exec<{ seq: number }>(
        `INSERT INTO sweeps (id, state, planned_at, sweep) VALUES (?, ?, ?, ?) RETURNING seq`,
        id,
        state,
        plannedAt,
        JSON.stringify(record),
      )
      .one()
    const stored = { ...record, seq }
    this.#known.set(id, stored)
    this.#open?.set(seq, stored)
    return stored
  }

  save(record: SweepRecord): void {
    const { seq, ...rest } = record
    // what is over but not yet told everywhere is still looked after
    const closed = isOver(record) && !hasMore(record)
    const state = isOver(record) && !closed ? 'closing' : rest.shown.state
    if (closed) this.#open?.delete(seq)
    else this.#open?.set(seq, record)
    const endedAt = closed && rest.shown.droppedAt === undefined ? rest.shown.endedAt : null
    this.#sql.exec(
      `UPDATE sweeps SET state = ?, sweep = ?, ended_at = ? WHERE seq = ?`,
      state,
      JSON.stringify(rest),
      endedAt,
      seq,
    )
  }

  remove({ seq, shown }: SweepRecord): void {
    this.#known.delete(shown.id)
    this.#open?.delete(seq)
    this.#sql.exec(`DELETE FROM sweep_items WHERE sweep = ?`, seq)
    this.#sql.exec(`DELETE FROM sweeps WHERE seq = ?`, seq)
  }

  find(id: string): SweepRecord | undefined {
    const known = this.#known.get(id)
    if (known) return known
    const [row] = this.#sql.exec<Row>(`SELECT seq, id, sweep FROM sweeps WHERE id = ?`, id)
    return row && this.#take(row)
  }

  bySeq(seq: number): SweepRecord | undefined {
    const [row] = this.#sql.exec<Row>(`SELECT seq, id, sweep FROM sweeps WHERE seq = ?`, seq)
    return row && this.#take(row)
  }

  /** Those for which something is left to do, or may be, oldest first. */
  open(): SweepRecord[] {
    this.#open ??= new Map(this.#readOpen().map((record) => [record.seq, record]))
    return [...this.#open.values()]
  }

  /** When the first of those ended that still have their list of people, and which that is. */
  firstEnded(): { seq: number; endedAt: number } | undefined {
    const [row] = this.#sql.exec<{ seq: number; endedAt: number }>(
      `SELECT seq, ended_at AS endedAt FROM sweeps WHERE ended_at IS NOT NULL ORDER BY ended_at LIMIT 1`,
    )
    return row
  }

  list(before: number | undefined): { sweeps: Sweep[]; next: number | null } {
    const rows = [
      ...this.#sql.exec<Row>(
        `SELECT seq, id, sweep FROM sweeps WHERE seq < ? ORDER BY seq DESC LIMIT ${A_PAGE + 1}`,
        before ?? Number.MAX_SAFE_INTEGER,
      ),
    ]
    const page = rows.slice(0, A_PAGE)
    return {
      sweeps: page.map((row) => this.#take(row).shown),
      next: rows.length > A_PAGE ? (page.at(-1)?.seq ?? null) : null,
    }
  }

  page(record: SweepRecord, query: ItemQuery): { items: SweepItem[]; next: number | null } {
    return this.items.page(record.seq, query)
  }

  failures(record: SweepRecord): FailureGroup[] {
    return this.items.failures(record.seq)
  }

  /** Counts anew what the items tell. */
  recount({ seq, shown }: SweepRecord): void {
    Object.assign(shown, this.items.tally(seq))
  }

  #readOpen(): SweepRecord[] {
    const rows = this.#sql.exec<Row>(
      `SELECT seq, id, sweep FROM sweeps WHERE state NOT IN ('done', 'stopped') ORDER BY seq`,
    )
    return [...rows].map((row) => this.#take(row))
  }

  #take({ seq, id, sweep }: Row): SweepRecord {
    const known = this.#known.get(id)
    if (known) return known
    const record = { ...(JSON.parse(sweep) as Omit<SweepRecord, 'seq'>), seq }
    this.#known.set(id, record)
    // counts are stored only now and then while it runs
    if (!isOver(record) || hasMore(record)) this.recount(record)
    return record
  }
}
