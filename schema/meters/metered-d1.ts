import { meter } from './meter.ts'

/** Texts of queries whose columns are remembered. */
const MOST_KNOWN = 1_000
type Columns = readonly string[]
/** Columns of a query's answer by its text; null when two have the same name. */
const known = new Map<string, Columns | null>()

const unwrapped = new WeakMap<object, D1PreparedStatement>()

/**
 * A D1 database that counts: queries, rows read and written, its size, and how long it took. `raw` is the one call whose answer
 * says nothing of that, so it is asked as `all` once the names of its columns are known; its very first call in an isolate counts the rows
 * it gave, which may be less than were read.
 */
export class MeteredD1 implements D1Database {
  #database: D1Database
  #count: Counter

  constructor(database: D1Database, name: string) {
    this.#database = database
    this.#count = new Counter(name)
  }

  prepare(query: string): D1PreparedStatement {
    return new MeteredStatement(this.#database.prepare(query), query, this.#count)
  }
  batch<T = unknown>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    return this.#count.of(
      () => this.#database.batch<T>(statements.map((one) => unwrapped.get(one) ?? one)),
      (results) => results,
    )
  }
  exec(query: string): Promise<D1ExecResult> {
    return this.#count.of(
      () => this.#database.exec(query),
      () => [],
    )
  }
  /** Sessions are not counted: nothing here asks for one. */
  withSession(constraint?: D1SessionBookmark | D1SessionConstraint): D1DatabaseSession {
    return this.#database.withSession(constraint)
  }
  /** @deprecated by D1 itself */
  dump(): Promise<ArrayBuffer> {
    return this.#database.dump()
  }
}

type Told = { meta: D1Meta & Record<string, unknown> }

class Counter {
  #key: string

  constructor(name: string) {
    this.#key = `d1.${name}`
  }

  async of<T>(ask: () => Promise<T>, told: (answer: T) => readonly Told[]): Promise<T> {
    const began = Date.now()
    try {
      const answer = await ask()
      this.#took(Date.now() - began)
      for (const { meta } of told(answer)) this.#rows(meta.rows_read, meta.rows_written, meta.size_after)
      return answer
    } catch (error) {
      meter.add(`${this.#key}.failed`)
      throw error
    }
  }

  read(rows: number): void {
    this.#rows(rows, 0)
  }

  #took(ms: number): void {
    meter.add(`${this.#key}.queries`)
    meter.took(this.#key, ms)
  }

  #rows(read: number, written: number, size?: number): void {
    meter.add(`${this.#key}.read`, read)
    if (written > 0) meter.add(`${this.#key}.written`, written)
    if (size !== undefined) meter.level(`${this.#key}.size`, size)
  }
}

class MeteredStatement implements D1PreparedStatement {
  #statement: D1PreparedStatement
  #query: string
  #count: Counter

  constructor(statement: D1PreparedStatement, query: string, count: Counter) {
    this.#statement = statement
    this.#query = query
    this.#count = count
    unwrapped.set(this, statement)
  }

  bind(...values: unknown[]): D1PreparedStatement {
    return new MeteredStatement(this.#statement.bind(...values), this.#query, this.#count)
  }
  run<T = Record<string, unknown>>(): Promise<D1Result<T>> {
    return this.#count.of(
      () => this.#statement.run<T>(),
      (result) => [result],
    )
  }
  all<T = Record<string, unknown>>(): Promise<D1Result<T>> {
    return this.#count.of(
      () => this.#statement.all<T>(),
      (result) => [result],
    )
  }
  first<T = unknown>(column: string): Promise<T | null>
  first<T = Record<string, unknown>>(): Promise<T | null>
  async first<T>(column?: string): Promise<T | null> {
    const { results } = await this.all<Record<string, unknown>>()
    const [row] = results
    if (!row) return null
    return (column === undefined ? row : row[column]) as T
  }
  raw<T = unknown[]>(options: { columnNames: true }): Promise<[string[], ...T[]]>
  raw<T = unknown[]>(options?: { columnNames?: false }): Promise<T[]>
  async raw<T = unknown[]>(options?: { columnNames?: boolean }): Promise<T[] | [string[], ...T[]]> {
    const columns = known.get(this.#query)
    if (columns && !options?.columnNames) {
      const { results } = await this.all<Record<string, unknown>>()
      return results.map((row) => columns.map((name) => row[name]) as T)
    }
    const [names, ...rows] = await this.#count.of(
      () => this.#statement.raw<T>({ columnNames: true }),
      () => [],
    )
    this.#count.read(rows.length)
    if (known.size < MOST_KNOWN) known.set(this.#query, new Set(names).size === names.length ? names : null)
    return options?.columnNames ? [names, ...rows] : rows
  }
}
