import type { AuditQuery, AuditRow } from '#schema/contract/audit.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { listAuditRows } from '#schema/queries/audit-rows.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { termsOf } from '#durable-objects/guild/case-match.ts'
import { coverTime, timeTags } from './time-tags.ts'

// a new name makes every index anew: do so when what a row holds changes
const BUILT = 'audit.built.2'
const CHUNK = 500
/** Numbers are bound as floats, and the index takes only integers for the bounds of its walk: a float is compared row by row. */
const whole = 'CAST(? AS INTEGER)'

export interface Found {
  seqs: number[]
  next: number | null
}

/** Words SQLite's tokenizer keeps whole, for what is filtered by. */
const tagged = (mark: string, value: string): string => `${mark}${value.toLowerCase().replace(/[^a-z0-9]/g, '')}`
const WARDROOM = 'wardroom'

const tagsOf = (row: AuditRow): string[] => [
  tagged('c', row.category),
  tagged('y', row.type),
  tagged('a', row.actor?.id ?? (row.surface === 'discord' ? 'nobody' : WARDROOM)),
  ...(row.target ? [tagged('t', row.target.id)] : []),
  ...(typeof row.after?.entry === 'string' ? [tagged('e', row.after.entry)] : []),
  ...timeTags(row.at),
]

const wordsOf = ({ type, surface, actor, target, before, after, requestId }: AuditRow): string => {
  const values = [before, after].flatMap((detail) => Object.entries(detail ?? {}).flat(2))
  const people = [actor?.name, actor?.id, target?.name, target?.id]
  return [type, surface, ...people, requestId, ...values].filter((value) => value != null && value !== '').join(' ')
}

const anyOf = (tags: readonly string[]): string => `(${tags.map((tag) => `"${tag}"`).join(' OR ')})`

/** The full-text index over the audit log, the row's number as rowid; filters are words too, so any mix is one lookup. */
export class AuditIndex {
  #sql: SqlStorage
  #kv: SyncKvStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #building: Promise<void> | null = null

  constructor(parts: { storage: Pick<DurableObjectStorage, 'sql' | 'kv'>; guildId: Snowflake; db: () => Promise<Db> }) {
    this.#sql = parts.storage.sql
    this.#kv = parts.storage.kv
    this.#guildId = parts.guildId
    this.#db = parts.db
  }

  /** Takes rows in; `keys` are those they were appended by. */
  add(rows: readonly AuditRow[], keys: readonly (string | null)[] = []): void {
    for (const [at, row] of rows.entries()) {
      const key = keys[at]
      const tags = [...tagsOf(row), ...(key ? [tagged('e', key)] : [])]
      this.#sql.exec(
        `INSERT OR REPLACE INTO audit_words (rowid, tags, words) VALUES (?, ?, ?)`,
        row.seq,
        tags.join(' '),
        wordsOf(row),
      )
    }
  }

  /** Whether an event of this key is in the log. */
  hasKey(key: string): boolean {
    const match = `tags : "${tagged('e', key)}"`
    return [...this.#sql.exec(`SELECT rowid FROM audit_words WHERE audit_words MATCH ? LIMIT 1`, match)].length > 0
  }

  /** Forgets rows up to this number. */
  forget(upTo: number): void {
    this.#sql.exec(`DELETE FROM audit_words WHERE rowid <= ${whole}`, upTo)
  }

  /** Numbers of the rows that match all of it, newest first; with `after` the oldest of those that came since. */
  async find(query: AuditQuery, limit: number): Promise<Found> {
    await this.#build()
    const { category, type, actor, target, from, to, q, before, after } = query
    const time = coverTime(from, to, Date.now())
    const terms = termsOf(q ?? '', (word) => this.#isWord(word))
    if ((q && terms.length === 0) || time?.length === 0) return { seqs: [], next: null }
    const tags = [
      category && anyOf(category.split(',').map((one) => tagged('c', one))),
      type && `"${tagged('y', type)}"`,
      actor && `"${tagged('a', actor)}"`,
      target && `"${tagged('t', target)}"`,
      time && anyOf(time),
    ].filter((tag) => typeof tag === 'string' && tag !== '')
    const match = [...tags.map((tag) => `tags : ${tag}`), ...terms.map((term) => `words : ${term}`)]
    const where = [
      ...(match.length > 0 ? [{ sql: 'audit_words MATCH ?', value: match.join(' AND ') }] : []),
      ...(before === undefined ? [] : [{ sql: `rowid < ${whole}`, value: before }]),
      ...(after === undefined ? [] : [{ sql: `rowid > ${whole}`, value: after }]),
    ]
    const rows = this.#sql.exec<{ seq: number }>(
      `SELECT rowid AS seq FROM audit_words ${where.length > 0 ? 'WHERE' : ''} ${where.map((one) => one.sql).join(' AND ')}
       ORDER BY rowid ${after === undefined ? 'DESC' : 'ASC'} LIMIT ${limit + 1}`,
      ...where.map((one) => one.value),
    )
    const seqs = [...rows].map((row) => row.seq)
    const page = seqs.slice(0, limit)
    return { seqs: page, next: seqs.length > page.length ? (page.at(-1) ?? null) : null }
  }

  /** Forgets the index; the next question makes it anew from the record. */
  rebuild(): void {
    this.#sql.exec(`DELETE FROM audit_words`)
    this.#kv.delete(BUILT)
  }

  #isWord(quoted: string): boolean {
    const match = `words : ${quoted}`
    return [...this.#sql.exec(`SELECT 1 FROM audit_words WHERE audit_words MATCH ? LIMIT 1`, match)].length > 0
  }

  /** Once in a guild's life: takes in what D1 already had, newest first, going on where it was interrupted. */
  #build(): Promise<void> {
    if (this.#kv.get(BUILT) === 'all') return Promise.resolve()
    this.#building ??= this.#buildFrom(this.#kv.get<number>(BUILT)).finally(() => (this.#building = null))
    return this.#building
  }

  async #buildFrom(below: number | undefined): Promise<void> {
    for (let before = below; ;) {
      const page = await listAuditRows(await this.#db(), this.#guildId, { before, limit: CHUNK })
      const known = new Set(
        [
          ...this.#sql.exec<{ seq: number }>(
            `SELECT rowid AS seq FROM audit_words WHERE rowid BETWEEN ${whole} AND ${whole}`,
            page.at(-1)?.seq ?? 0,
            page[0]?.seq ?? 0,
          ),
        ].map((row) => row.seq),
      )
      this.add(page.filter((row) => !known.has(row.seq)))
      before = page.at(-1)?.seq
      const more = page.length === CHUNK
      this.#kv.put(BUILT, more && before !== undefined ? before : 'all')
      if (!more) return
    }
  }
}
