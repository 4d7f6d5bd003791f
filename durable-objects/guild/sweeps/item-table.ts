import type { ActionKind } from '#schema/contract/action.ts'
import { NO_ACCOUNT } from '#schema/contract/failures.ts'
import type { FailureGroup, ItemQuery, ItemState, Sweep, SweepItem, Verdict } from '#schema/contract/sweep.ts'
import type { Item } from './sweep-record.ts'

/** Items of a page, and of a page that a file is made of. */
const A_PAGE = 100
const A_CHUNK = 1_000

type Row = {
  sweep: number
  position: number
  target_id: string
  name: string | null
  avatar: string | null
  bot: number
  verdict: Verdict
  acts: number
  kind: ActionKind | null
  joined_at: number | null
  about: number | null
  state: ItemState
  number: number | null
  code: string | null
  message: string | null
}

const toItem = (row: Row): Item => ({
  position: row.position,
  targetId: row.target_id,
  person: row.name === null ? null : { id: row.target_id, name: row.name, avatar: row.avatar, bot: row.bot === 1 },
  verdict: row.verdict,
  acts: row.acts === 1,
  kind: row.kind,
  joinedAt: row.joined_at,
  about: row.about,
  state: row.state,
  number: row.number,
  failure: row.code === null ? null : { code: row.code, message: row.message ?? '' },
})

/** An item as pages see it. */
export const shownItem = ({ kind: _k, number, ...item }: Item): SweepItem => ({ ...item, caseNumber: number })

/** The targets of all sweeps: a row each. */
export class ItemTable {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Writes items whole, any number, a thousand a statement. */
  put(sweep: number, items: readonly Item[]): void {
    for (let i = 0; i < items.length; i += A_CHUNK)
      this.#sql.exec(
        `INSERT OR REPLACE INTO sweep_items (sweep, position, target_id, name, avatar, bot, verdict, acts, kind, joined_at,
           about, state, number, code, message)
         SELECT ?, value->>'position', value->>'targetId', value->>'$.person.name', value->>'$.person.avatar',
           coalesce(value->>'$.person.bot', 0), value->>'verdict', value->>'acts', value->>'kind', value->>'joinedAt',
           value->>'about', value->>'state', value->>'number', value->>'$.failure.code', value->>'$.failure.message'
         FROM json_each(?)`,
        sweep,
        JSON.stringify(items.slice(i, i + A_CHUNK)),
      )
  }

  /** Drops items for good, at most so many; gives how many. */
  drop(sweep: number, limit: number): number {
    return this.#sql
      .exec(
        `DELETE FROM sweep_items WHERE sweep = ?1 AND position IN
         (SELECT position FROM sweep_items WHERE sweep = ?1 ORDER BY position LIMIT ?2) RETURNING position`,
        sweep,
        limit,
      )
      .toArray().length
  }

  all(sweep: number): Item[] {
    return [...this.#sql.exec<Row>(`SELECT * FROM sweep_items WHERE sweep = ? ORDER BY position`, sweep)].map(toItem)
  }

  at(sweep: number, position: number): Item | undefined {
    const [row] = this.#sql.exec<Row>(`SELECT * FROM sweep_items WHERE sweep = ? AND position = ?`, sweep, position)
    return row && toItem(row)
  }

  /** What is still to be done, in order. */
  pending(sweep: number, { after, limit }: { after: number; limit: number }): Item[] {
    const rows = this.#sql.exec<Row>(
      `SELECT * FROM sweep_items WHERE sweep = ? AND position > ? AND state = 'pending' ORDER BY position LIMIT ?`,
      sweep,
      after,
      limit,
    )
    return [...rows].map(toItem)
  }

  /** The items of these case numbers. */
  numbered(first: number, last: number): (Item & { sweep: number })[] {
    const rows = this.#sql.exec<Row>(
      `SELECT * FROM sweep_items WHERE number BETWEEN ? AND ? ORDER BY number`,
      first,
      last,
    )
    return [...rows].map((row) => ({ ...toItem(row), sweep: row.sweep }))
  }

  /** Which item of these numbers is about this person. */
  numberOf({ first, last }: { first: number; last: number }, targetId: string): number | undefined {
    const [row] = this.#sql.exec<{ number: number }>(
      `SELECT number FROM sweep_items WHERE number BETWEEN ? AND ? AND target_id = ?`,
      first,
      last,
      targetId,
    )
    return row?.number
  }

  take(sweep: number, items: readonly Item[], first: number): void {
    for (const [i, { position }] of items.entries())
      this.#sql.exec(`UPDATE sweep_items SET number = ? WHERE sweep = ? AND position = ?`, first + i, sweep, position)
  }

  /** Notes what became of an item. */
  end(
    sweep: number,
    { position, state, number, failure }: Pick<Item, 'position' | 'state' | 'number' | 'failure'>,
  ): void {
    this.#sql.exec(
      `UPDATE sweep_items SET state = ?, number = ?, code = ?, message = ? WHERE sweep = ? AND position = ?`,
      state,
      number,
      failure?.code ?? null,
      failure?.message ?? null,
      sweep,
      position,
    )
  }

  /** Moves all items in one state to another, with no outcome yet; of these positions or verdicts only, where given. */
  move(
    sweep: number,
    from: ItemState,
    to: ItemState,
    { positions, verdicts }: { positions?: readonly number[]; verdicts?: readonly Verdict[] } = {},
  ): void {
    this.#sql.exec(
      `UPDATE sweep_items SET state = ?, number = NULL, code = NULL, message = NULL
       WHERE sweep = ? AND state = ? AND acts = 1
         ${positions ? 'AND position IN (SELECT value FROM json_each(?))' : ''}
         ${verdicts ? 'AND verdict IN (SELECT value FROM json_each(?))' : ''}`,
      to,
      sweep,
      from,
      ...(positions ? [JSON.stringify(positions)] : []),
      ...(verdicts ? [JSON.stringify(verdicts)] : []),
    )
  }

  /** Makes those that failed wait again, but for those whom no further try would reach. */
  retry(sweep: number): void {
    this.#sql.exec(
      `UPDATE sweep_items SET state = 'pending', number = NULL, code = NULL, message = NULL
       WHERE sweep = ? AND state = 'failed' AND acts = 1 AND coalesce(code, '') <> ?`,
      sweep,
      NO_ACCOUNT,
    )
  }

  /** Whether another try could change anything. */
  canRetry(sweep: number): boolean {
    const [row] = this.#sql.exec(
      `SELECT 1 FROM sweep_items WHERE sweep = ? AND state = 'failed' AND acts = 1 AND coalesce(code, '') <> ? LIMIT 1`,
      sweep,
      NO_ACCOUNT,
    )
    return row !== undefined
  }

  /** Which kinds it does to those it acts on. */
  kinds(sweep: number): Set<ActionKind> {
    const rows = this.#sql.exec<{ kind: ActionKind }>(
      `SELECT DISTINCT kind FROM sweep_items WHERE sweep = ? AND acts = 1 AND state <> 'left_out' AND kind IS NOT NULL`,
      sweep,
    )
    return new Set([...rows].map((row) => row.kind))
  }

  page(
    sweep: number,
    { state, verdict, failure, q, after }: ItemQuery,
    limit = A_PAGE,
  ): { items: SweepItem[]; next: number | null } {
    const where = [
      ...(state ? [{ sql: 'state = ?', value: state }] : []),
      ...(verdict ? [{ sql: 'verdict = ?', value: verdict }] : []),
      ...(failure ? [{ sql: 'code = ?', value: failure }] : []),
      ...(q ? [{ sql: `instr(lower(coalesce(name, '') || ' ' || target_id), ?) > 0`, value: q.toLowerCase() }] : []),
    ]
    const rows = [
      ...this.#sql.exec<Row>(
        `SELECT * FROM sweep_items WHERE sweep = ? AND position > ? ${where.map((one) => `AND ${one.sql}`).join(' ')}
         ORDER BY position LIMIT ${limit + 1}`,
        sweep,
        after ?? 0,
        ...where.map((one) => one.value),
      ),
    ]
    const page = rows.slice(0, limit)
    return {
      items: page.map((row) => shownItem(toItem(row))),
      next: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
    }
  }

  failures(sweep: number): FailureGroup[] {
    const rows = this.#sql.exec<{ code: string; message: string; count: number }>(
      `SELECT code, message, count(*) AS count FROM sweep_items
       WHERE sweep = ? AND state IN ('failed', 'unknown') AND code IS NOT NULL GROUP BY code, message ORDER BY count DESC`,
      sweep,
    )
    return [...rows]
  }

  tally(sweep: number): Pick<Sweep, 'counts' | 'verdicts'> {
    const rows = this.#sql.exec<{ state: ItemState; verdict: Verdict; acts: number; count: number }>(
      `SELECT state, verdict, acts, count(*) AS count FROM sweep_items WHERE sweep = ? GROUP BY state, verdict, acts`,
      sweep,
    )
    const counts = { total: 0, acting: 0, leftOut: 0, excluded: 0, done: 0, failed: 0, unknown: 0 }
    const verdicts: Sweep['verdicts'] = {}
    for (const { state, verdict, acts, count } of rows) {
      counts.total += count
      verdicts[verdict] = (verdicts[verdict] ?? 0) + count
      if (state === 'left_out') counts.leftOut += count
      else if (acts === 1) counts.acting += count
      else counts.excluded += count
      if (state === 'done' || state === 'failed' || state === 'unknown') counts[state] += count
    }
    return { counts, verdicts }
  }
}
