import { LogDetail, Severity, type LogEvent, type LogPage, type LogQuery, type LogRow } from '#schema/contract/ops.ts'
import { redact, redactText } from './redact.ts'

/** The same event again within this is the same row; ms. */
const TOGETHER = 60_000
const MOST_OPEN = 500
const A_PAGE = 100
const MOST_TERMS = 8

type Stored = {
  seq: number
  at: number
  last_at: number
  count: number
  severity: string
  type: string
  guild_id: string | null
  message: string
  detail: string | null
}
const whole = 'CAST(? AS INTEGER)'

/** The operational log: appended, counted together, found by words and marks, and forgotten after its time. */
export class LogBook {
  #sql: SqlStorage
  /** rows that may still be counted up, by what they say */
  #open = new Map<string, { seq: number; at: number }>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Takes events in; gives the rows as they are now. */
  append(events: readonly LogEvent[], now: number): LogRow[] {
    const alike = new Map<string, { event: LogEvent; count: number }>()
    for (const event of events) {
      const name = `${event.severity} ${event.type} ${event.guildId} ${redactText(event.message).replace(/\d+/g, '#')}`
      const known = alike.get(name)
      if (known) known.count++
      else alike.set(name, { event, count: 1 })
    }
    return [...alike].flatMap(([name, { event, count }]) => this.#add(name, event, { count, now }) ?? [])
  }

  /** One page, newest first; reads no more rows than it gives, whatever is asked. */
  find({ severity, type, guild, from, to, q, before, limit = A_PAGE }: LogQuery): LogPage {
    const terms = (q?.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_TERMS)
    if (q && terms.length === 0) return { rows: [], next: null }
    const tags = [severity && `s${severity}`, type && `t${wordOf(type)}`, guild && `g${guild}`].filter(Boolean)
    const match = [
      ...tags.map((tag) => `tags : "${tag}"`),
      ...terms.map((term) => `words : "${term.slice(0, 40)}"*`),
    ].join(' AND ')
    const below = Math.min(before ?? Infinity, to === undefined ? Infinity : this.#firstSince(to + 1))
    const floor = from === undefined ? undefined : this.#firstSince(from)
    const where = [
      ...(match ? [{ sql: 'log_words MATCH ?', value: match }] : []),
      ...(below === Infinity ? [] : [{ sql: `rowid < ${whole}`, value: below }]),
      ...(floor === undefined ? [] : [{ sql: `rowid >= ${whole}`, value: floor }]),
    ]
    const found = this.#sql.exec<{ seq: number }>(
      `SELECT rowid AS seq FROM log_words ${where.length > 0 ? 'WHERE' : ''} ${where.map((one) => one.sql).join(' AND ')}
       ORDER BY rowid DESC LIMIT ${limit + 1}`,
      ...where.map((one) => one.value),
    )
    const seqs = [...found].map(({ seq }) => seq)
    const page = seqs.slice(0, limit)
    const rows = this.#sql.exec<Stored>(
      `SELECT * FROM log WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC`,
      JSON.stringify(page),
    )
    return { rows: [...rows].map(toRow), next: seqs.length > page.length ? (page.at(-1) ?? null) : null }
  }

  /** Forgets the oldest rows from before `at`, at most `most`; false when there are more. */
  forget(at: number, most: number): boolean {
    const end = this.#firstSince(at)
    const last = Math.min(end, (this.#oldest() ?? 0) + most)
    this.#sql.exec(`DELETE FROM log WHERE seq < ${whole}`, last)
    this.#sql.exec(`DELETE FROM log_words WHERE rowid < ${whole}`, last)
    return last === end
  }

  #add(name: string, event: LogEvent, { count, now }: { count: number; now: number }): LogRow | undefined {
    const message = redactText(event.message)
    const { severity, type, guildId } = event
    const open = this.#open.get(name)
    if (open && now - open.at < TOGETHER) {
      this.#sql.exec(`UPDATE log SET count = count + ?, last_at = ? WHERE seq = ?`, count, now, open.seq)
      return this.#get(open.seq)
    }
    const detail = event.detail ? JSON.stringify(redact(event.detail)) : null
    const { seq } = this.#sql
      .exec<{ seq: number }>(
        `INSERT INTO log (at, last_at, count, severity, type, guild_id, message, detail)
         VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING seq`,
        now,
        count,
        severity,
        type,
        guildId,
        message,
        detail,
      )
      .one()
    const tags = [`s${severity}`, `t${wordOf(type)}`, ...(guildId ? [`g${guildId}`] : [])].join(' ')
    const words = [message, guildId, detail].filter(Boolean).join(' ')
    this.#sql.exec(`INSERT INTO log_words (rowid, tags, words) VALUES (?, ?, ?)`, seq, tags, words)
    if (this.#open.size >= MOST_OPEN) this.#open.clear()
    this.#open.set(name, { seq, at: now })
    return this.#get(seq)
  }

  #get(seq: number): LogRow | undefined {
    const [row] = this.#sql.exec<Stored>(`SELECT * FROM log WHERE seq = ?`, seq)
    return row && toRow(row)
  }

  #oldest(): number | undefined {
    return [...this.#sql.exec<{ seq: number }>(`SELECT seq FROM log ORDER BY seq LIMIT 1`)][0]?.seq
  }

  /** The first row from `at` on, found by halving. */
  #firstSince(at: number): number {
    const [newest] = this.#sql.exec<{ seq: number; at: number }>(`SELECT seq, at FROM log ORDER BY seq DESC LIMIT 1`)
    if (!newest || newest.at < at) return (newest?.seq ?? 0) + 1
    let [low, high] = [this.#oldest() ?? 1, newest.seq]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const [row] = this.#sql.exec<{ seq: number; at: number }>(
        `SELECT seq, at FROM log WHERE seq >= ${whole} ORDER BY seq LIMIT 1`,
        middle,
      )
      if (row && row.at < at) low = row.seq + 1
      else high = middle
    }
    return low
  }
}

/** A type as one word of the index. */
const wordOf = (type: string): string => type.replaceAll('_', 'z')

const toRow = (row: Stored): LogRow => ({
  seq: row.seq,
  at: row.at,
  lastAt: row.last_at,
  count: row.count,
  severity: Severity.parse(row.severity),
  type: row.type,
  guildId: row.guild_id,
  message: row.message,
  ...(row.detail === null ? {} : { detail: LogDetail.parse(JSON.parse(row.detail)) }),
})
