/** Rows with fewer entries than this are small; so many small ones become one. */
const SMALL = 1000
const MOST_SMALL = 32
/** Entries of a row when all is written anew; about half a megabyte. */
const A_PART = 5000
/** So many rows more than that would take, and all is written anew. */
const MOST_MORE = 48

type Row = { seq: number; size: number }

/**
 * An index's entries in storage, oldest first, the later ones true: a batch costs one row however many it names, and reading
 * all of them some tens. Small rows are joined as they come, so each costs two rows written in all. The table has the columns
 * `seq`, `size` and `entries`.
 */
export class EntryLog<Entry> {
  #sql: SqlStorage
  #table: string
  #rows: Row[] | null = null

  constructor(sql: SqlStorage, table: string) {
    this.#sql = sql
    this.#table = table
  }

  /** Goes back to what is stored, after a transaction that did not happen. */
  reload(): void {
    this.#rows = null
  }

  append(entries: readonly Entry[]): void {
    if (entries.length === 0) return
    const rows = this.#list()
    rows.push(this.#insert(entries))
    const small = rows.filter((row) => row.size < SMALL)
    if (small.length > MOST_SMALL) this.#join(small)
  }

  *read(): Iterable<Entry> {
    for (const row of this.#sql.exec<{ entries: string }>(`SELECT entries FROM ${this.#table} ORDER BY seq`))
      yield* JSON.parse(row.entries) as Entry[]
  }

  /** Whether it is time to write all anew that it says of so many. */
  isLong(count: number): boolean {
    return this.#list().length > Math.ceil(count / A_PART) + MOST_MORE
  }

  /** How many rows a whole reading takes. */
  get length(): number {
    return this.#list().length
  }

  rewrite(entries: readonly Entry[]): void {
    this.clear()
    for (let i = 0; i < entries.length; i += A_PART) this.append(entries.slice(i, i + A_PART))
  }

  clear(): void {
    this.#sql.exec(`DELETE FROM ${this.#table}`)
    this.#rows = []
  }

  /** All from the first small row on becomes as few rows as it takes, in the same order. */
  #join(small: readonly Row[]): void {
    const first = small[0]?.seq ?? 0
    const joined = [
      ...this.#sql.exec<{ entries: string; seq: number }>(
        `SELECT seq, entries FROM ${this.#table} WHERE seq >= ? ORDER BY seq`,
        first,
      ),
    ]
    const entries = joined.flatMap((row) => JSON.parse(row.entries) as Entry[])
    this.#sql.exec(`DELETE FROM ${this.#table} WHERE seq >= ?`, first)
    const kept = this.#list().filter((row) => row.seq < first)
    for (let i = 0; i < entries.length; i += A_PART) kept.push(this.#insert(entries.slice(i, i + A_PART)))
    this.#rows = kept
  }

  #insert(entries: readonly Entry[]): Row {
    const { seq } = this.#sql
      .exec<{ seq: number }>(
        `INSERT INTO ${this.#table} (size, entries) VALUES (?, ?) RETURNING seq`,
        entries.length,
        JSON.stringify(entries),
      )
      .one()
    return { seq, size: entries.length }
  }

  #list(): Row[] {
    this.#rows ??= [...this.#sql.exec<Row>(`SELECT seq, size FROM ${this.#table} ORDER BY seq`)]
    return this.#rows
  }
}
