import type { Case } from '#schema/contract/case.ts'
import type { CaseFilter, CaseQuery } from '#schema/contract/case-query.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { CASES_A_PAGE, listCasesAbove } from '#schema/queries/cases.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { matchOf, termsOf, timesOf } from './case-match.ts'
import { tagsOf } from './case-tags.ts'
import type { Chore } from './clock.ts'

// a new name makes every index anew: do so when what a row holds changes
const BUILT = 'search.built.4'
const CHUNK = 500
/** As many chunks are taken in while somebody waits; a larger record goes on by the clock. */
const CHUNKS_AT_ONCE = 40
/** Suggestions come from this many of the latest matching cases. */
const LATEST = 500
const MOST_SUGGESTIONS = 25

/** Numbers are bound as floats, and the index takes only integers for the bounds of its walk: a float is compared row by row. */
const whole = 'CAST(? AS INTEGER)'

type Row = { tags: string; reason: string; names: string; at: number }
const rowOf = (c: Case): Omit<Row, 'at'> => ({
  tags: tagsOf(c),
  reason: c.reason,
  names: [c.number, c.target?.name, c.target?.id, c.moderator?.name, c.moderator?.id, c.channelName]
    .filter(Boolean)
    .join(' '),
})

/** Numbers of cases, newest first; `next` is the cursor. `partial`: the index is being made, and does not hold all yet. */
export interface Found {
  numbers: number[]
  next: number | null
  partial?: true
}

/** The full-text index over the guild's cases, made of the record and rebuildable from it. */
export class Search implements Chore {
  #sql: SqlStorage
  #kv: SyncKvStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #wake: () => void
  #building: Promise<void> | null = null

  constructor(parts: {
    sql: SqlStorage
    kv: SyncKvStorage
    guildId: Snowflake
    db: () => Promise<Db>
    wake: () => void
  }) {
    this.#sql = parts.sql
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#wake = parts.wake
  }

  /** Takes a case in, or its changes; true when it was not there before. */
  index(c: Case): boolean {
    const [was] = this.#sql.exec<Row>(`SELECT tags, reason, names, at FROM case_words WHERE rowid = ?`, c.number)
    const { tags, reason, names } = rowOf(c)
    if (was?.tags === tags && was.reason === reason && was.names === names) return false
    const at = was?.at ?? Math.max(c.createdAt, this.#at('<', c.number)?.at ?? 0)
    this.#sql.exec(
      `INSERT OR REPLACE INTO case_words (rowid, tags, reason, names, at) VALUES (?, ?, ?, ?, ?)`,
      c.number,
      tags,
      reason,
      names,
      at,
    )
    return !was
  }

  /** Numbers of the cases that match all of it, newest first, a page of them. */
  async find(query: CaseQuery, limit = CASES_A_PAGE): Promise<Found> {
    await this.ready()
    const numbers = this.#rows<{ number: number }>('rowid AS number', query, limit + 1).map((row) => row.number)
    const page = numbers.slice(0, limit)
    return {
      numbers: page,
      next: numbers.length > page.length ? (page.at(-1) ?? null) : null,
      ...(this.#isBuilt() ? {} : { partial: true as const }),
    }
  }

  /** How many match, counted no further than `most`; reads only as many words of the index. */
  count(filter: CaseFilter, most: number): { count: number; more: boolean } {
    const found = this.#rows('rowid', filter, most + 1).length
    return { count: Math.min(found, most), more: found > most }
  }

  /** The words that the newest matching cases are filtered by, with their numbers. */
  tags(filter: CaseQuery, most: number): { number: number; tags: string }[] {
    return this.#rows<{ number: number; tags: string }>('rowid AS number, tags', filter, most)
  }

  /** Numbers of the cases that end or reverse this one, oldest first. */
  async about(number: number): Promise<number[]> {
    await this.ready()
    const rows = this.#sql.exec<{ number: number }>(
      `SELECT rowid AS number FROM case_words WHERE case_words MATCH ? ORDER BY rowid LIMIT 50`,
      `tags : "b${number}"`,
    )
    return [...rows].map((row) => row.number)
  }

  /** Whether another case ends or reverses this one. */
  isFollowed(number: number): boolean {
    return (
      [...this.#sql.exec(`SELECT 1 FROM case_words WHERE case_words MATCH ? LIMIT 1`, `tags : "b${number}"`)].length > 0
    )
  }

  /** Reasons given before that have words beginning so, most used first. */
  async suggestReasons(text: string): Promise<string[]> {
    await this.ready()
    const match = termsOf(text, (word) => this.#isWord(word)).map((term) => `reason : ${term}`)
    const rows = this.#sql.exec<{ reason: string }>(
      `SELECT reason FROM case_words ${match.length > 0 ? 'WHERE case_words MATCH ?' : ''} ORDER BY rowid DESC LIMIT ${LATEST}`,
      ...(match.length > 0 ? [match.join(' AND ')] : []),
    )
    const uses = new Map<string, number>()
    for (const { reason } of rows) if (reason) uses.set(reason, (uses.get(reason) ?? 0) + 1)
    const sorted = [...uses].sort(([, a], [, b]) => b - a)
    return sorted.slice(0, MOST_SUGGESTIONS).map(([reason]) => reason)
  }

  /** Who moderated lately, as the latest cases name them. */
  moderators(): string[] {
    const rows = this.#sql.exec<{ tags: string }>(`SELECT tags FROM case_words ORDER BY rowid DESC LIMIT ${LATEST}`)
    const marks = [...rows].flatMap(({ tags }) => tags.split(' ').filter((tag) => /^m\d{17,}$/.test(tag)))
    return [...new Set(marks)].map((mark) => mark.slice(1))
  }

  /** Forgets the index; the next question makes it anew from the record. */
  rebuild(): void {
    this.#sql.exec(`DELETE FROM case_words`)
    this.#kv.delete(BUILT)
  }

  /** Once in a guild's life: takes in what D1 already had; a large record only in part, the rest by the clock. */
  ready(): Promise<void> {
    if (this.#isBuilt()) return Promise.resolve()
    this.#building ??= this.#build().finally(() => (this.#building = null))
    return this.#building
  }

  nextAt(): number | null {
    return typeof this.#kv.get(BUILT) === 'number' ? 0 : null
  }

  run(): Promise<void> {
    return this.ready()
  }

  #isBuilt(): boolean {
    return this.#kv.get(BUILT) === 'all'
  }

  /** Oldest first, so that `at` never falls from one number to the next. */
  async #build(): Promise<void> {
    const db = await this.#db()
    for (let chunk = 0; chunk < CHUNKS_AT_ONCE; chunk++) {
      const after = this.#kv.get<number>(BUILT) ?? 0
      const page = await listCasesAbove(db, this.#guildId, { after, limit: CHUNK })
      for (const c of page) this.index(c)
      const last = page.at(-1)
      if (!last || page.length < CHUNK) return this.#kv.put(BUILT, 'all')
      this.#kv.put(BUILT, last.number)
    }
    this.#wake()
  }

  #rows<R extends Record<string, SqlStorageValue> = Record<string, SqlStorageValue>>(
    columns: string,
    query: CaseQuery,
    limit: number,
  ): R[] {
    const match = matchOf(query, (word) => this.#isWord(word))
    if (match === undefined) return []
    const { from, to } = timesOf(query, Date.now())
    const floor = from === undefined ? undefined : this.#firstSince(from)
    const ceiling = to === undefined ? undefined : this.#firstSince(to + 1)
    const below = Math.min(query.before ?? Infinity, ceiling ?? Infinity)
    const where = [
      ...(match === null ? [] : [{ sql: 'case_words MATCH ?', value: match }]),
      ...(below === Infinity ? [] : [{ sql: `rowid < ${whole}`, value: below }]),
      ...(floor === undefined ? [] : [{ sql: `rowid >= ${whole}`, value: floor }]),
    ]
    // the index is walked in this very order, so that nothing is sorted and reading ends with the page
    const rows = this.#sql.exec<R>(
      `SELECT ${columns} FROM case_words ${where.length > 0 ? 'WHERE' : ''} ${where.map((one) => one.sql).join(' AND ')}
       ORDER BY rowid DESC LIMIT ${limit}`,
      ...where.map((one) => one.value),
    )
    return [...rows]
  }

  #isWord(quoted: string): boolean {
    const match = `{reason names} : ${quoted}`
    return [...this.#sql.exec(`SELECT 1 FROM case_words WHERE case_words MATCH ? LIMIT 1`, match)].length > 0
  }

  /**
   * The first number made at or after `at`, found by halving: about 20 rows at a million cases. What Discord told late counts
   * by its number, as of the case before it, so that times rise with numbers.
   */
  #firstSince(at: number): number {
    const newest = this.#at('<', Number.MAX_SAFE_INTEGER)
    if (!newest || newest.at < at) return (newest?.number ?? 0) + 1
    let [low, high] = [1, newest.number]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const row = this.#at('>=', middle)
      if (row && row.at < at) low = row.number + 1
      else high = middle
    }
    return low
  }

  /** The nearest case below a number, or at or above it. */
  #at(side: '<' | '>=', number: number): { number: number; at: number } | undefined {
    const [row] = this.#sql.exec<{ number: number; at: number }>(
      `SELECT rowid AS number, at FROM case_words WHERE rowid ${side} ${whole} ORDER BY rowid ${side === '<' ? 'DESC' : 'ASC'} LIMIT 1`,
      number,
    )
    return row
  }
}
