import type { Case, CaseQuery } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { CASES_A_PAGE, listCases } from '#schema/queries/cases.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { wordOf } from './word-of.ts'

// a new name makes every index anew: do so when what a row holds changes
const BUILT = 'search.built.2'
const CHUNK = 500
const MOST_TERMS = 8
/** Suggestions come from this many of the latest matching cases. */
const LATEST = 500
const MOST_SUGGESTIONS = 25

type Row = { tags: string; reason: string; names: string }
/** Words SQLite's tokenizer keeps whole, for what is filtered by. */
const tagged = (mark: string, value: string): string => `${mark}${value.replace(/[^a-z0-9]/g, '')}`
const rowOf = (c: Case): Row => ({
  tags: [
    tagged('k', c.kind),
    tagged('s', c.source),
    tagged('x', c.status),
    ...(c.moderator ? [tagged('m', c.moderator.id)] : []),
    ...(c.target ? [tagged('t', c.target.id)] : []),
    ...c.labels.map((label) => `l${wordOf(label)}`),
    ...(c.assignee ? [tagged('a', c.assignee.id)] : []),
    c.reviewed ? 'r1' : 'r0',
    ...(c.sweepId ? [`w${wordOf(c.sweepId)}`] : []),
    ...(c.importId ? [`i${wordOf(c.importId)}`] : []),
  ].join(' '),
  reason: c.reason,
  names: [c.number, c.target?.name, c.target?.id, c.moderator?.name, c.moderator?.id, c.channelName]
    .filter(Boolean)
    .join(' '),
})

/** A user's text as the beginnings of words, each quoted: nothing of it can be read as FTS syntax. */
function termsOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(0, MOST_TERMS).map((word) => `"${word.slice(0, 40)}"*`)
}

/** The full-text index over the guild's cases, made of the record and rebuildable from it. */
export class Search {
  #sql: SqlStorage
  #kv: SyncKvStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #building: Promise<void> | null = null

  constructor(parts: { storage: DurableObjectStorage; guildId: Snowflake; db: () => Promise<Db> }) {
    this.#sql = parts.storage.sql
    this.#kv = parts.storage.kv
    this.#guildId = parts.guildId
    this.#db = parts.db
  }

  /** Takes a case in, or its changes; true when it was not there before. */
  index(c: Case): boolean {
    const [was] = this.#sql.exec<Row>(`SELECT tags, reason, names FROM case_words WHERE rowid = ?`, c.number)
    const { tags, reason, names } = rowOf(c)
    if (was?.tags === tags && was.reason === reason && was.names === names) return false
    this.#sql.exec(
      `INSERT OR REPLACE INTO case_words (rowid, tags, reason, names, at) VALUES (?, ?, ?, ?, ?)`,
      c.number,
      tags,
      reason,
      names,
      c.createdAt,
    )
    return !was
  }

  /** Numbers of the cases that match all of it, newest first, a page of them. */
  async find(query: CaseQuery): Promise<{ numbers: number[]; next: number | null }> {
    await this.#build()
    const { kind, source, status, moderator, target, from, to, q, before } = query
    const tags = [
      kind && tagged('k', kind),
      source && tagged('s', source),
      status && status !== 'running' && tagged('x', status),
      moderator && tagged('m', moderator),
      target && tagged('t', target),
    ].filter((tag) => typeof tag === 'string')
    const terms = termsOf(q ?? '')
    if (q && terms.length === 0) return { numbers: [], next: null }
    const match = [...tags.map((tag) => `tags : "${tag}"`), ...terms.map((term) => `{reason names} : ${term}`)]
    const where = [
      ...(match.length > 0 ? [{ sql: 'case_words MATCH ?', value: match.join(' AND ') }] : []),
      ...(before === undefined ? [] : [{ sql: 'rowid < ?', value: before }]),
      ...(from === undefined ? [] : [{ sql: 'at >= ?', value: from }]),
      ...(to === undefined ? [] : [{ sql: 'at <= ?', value: to }]),
    ]
    const conditions = where.map((one) => one.sql)
    if (status === 'running') conditions.push('rowid IN (SELECT number FROM dues)')
    const rows = this.#sql.exec<{ number: number }>(
      `SELECT rowid AS number FROM case_words ${conditions.length > 0 ? 'WHERE' : ''} ${conditions.join(' AND ')}
       ORDER BY rowid DESC LIMIT ${CASES_A_PAGE + 1}`,
      ...where.map((one) => one.value),
    )
    const numbers = [...rows].map((row) => row.number)
    const page = numbers.slice(0, CASES_A_PAGE)
    return { numbers: page, next: numbers.length > page.length ? (page.at(-1) ?? null) : null }
  }

  /** Reasons given before that have words beginning so, most used first. */
  async suggestReasons(text: string): Promise<string[]> {
    await this.#build()
    const match = termsOf(text).map((term) => `reason : ${term}`)
    const rows = this.#sql.exec<{ reason: string }>(
      `SELECT reason FROM case_words ${match.length > 0 ? 'WHERE case_words MATCH ?' : ''} ORDER BY rowid DESC LIMIT ${LATEST}`,
      ...(match.length > 0 ? [match.join(' AND ')] : []),
    )
    const uses = new Map<string, number>()
    for (const { reason } of rows) if (reason) uses.set(reason, (uses.get(reason) ?? 0) + 1)
    const sorted = [...uses].sort(([, a], [, b]) => b - a)
    return sorted.slice(0, MOST_SUGGESTIONS).map(([reason]) => reason)
  }

  /** Forgets the index; the next question makes it anew from the record. */
  rebuild(): void {
    this.#sql.exec(`DELETE FROM case_words`)
    this.#kv.delete(BUILT)
  }

  /** Once in a guild's life: takes in what D1 already had, newest first, going on where it was interrupted. */
  #build(): Promise<void> {
    if (this.#kv.get(BUILT) === 'all') return Promise.resolve()
    this.#building ??= this.#buildFrom(this.#kv.get<number>(BUILT)).finally(() => (this.#building = null))
    return this.#building
  }

  async #buildFrom(below: number | undefined): Promise<void> {
    const page = await listCases(await this.#db(), this.#guildId, { before: below, limit: CHUNK })
    for (const c of page) this.index(c)
    const last = page.at(-1)
    this.#kv.put(BUILT, last && page.length === CHUNK ? last.number : 'all')
    if (last && page.length === CHUNK) await this.#buildFrom(last.number)
  }
}
