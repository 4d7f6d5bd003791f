import { DAY, HOUR } from '#schema/contract/action.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { saveMemberMessages } from '#schema/queries/member-events.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'

/** Totals go to D1 this often, so that somebody who writes all day costs four rows. */
const EVERY = 6 * HOUR
/** More authors a day than this are not told apart: their counts would not fit a row. */
const MOST_AUTHORS = 50_000

type Counts = Record<Snowflake, number>
type Row = { day: number; counts: string; unsaved: string; due_at: number | null }

export const dayOf = (at: number): number => Math.floor(at / DAY) * DAY

/**
 * How many messages each member writes a day. Totals of the day are kept in one row, written with the batch that counted, and
 * carried to D1 as totals, so that carrying them twice changes nothing.
 */
export class MessageTally implements Chore {
  #sql: SqlStorage
  #guildId: Snowflake
  #db: () => Promise<Db>

  constructor(parts: { sql: SqlStorage; guildId: Snowflake; db: () => Promise<Db> }) {
    this.#sql = parts.sql
    this.#guildId = parts.guildId
    this.#db = parts.db
  }

  /** Counts in what a report says; synchronous. */
  add(authors: Counts, at: number): void {
    const day = dayOf(at)
    const known = this.#row(day)
    const counts = known ? (JSON.parse(known.counts) as Counts) : {}
    const unsaved = new Set(known ? (JSON.parse(known.unsaved) as Snowflake[]) : [])
    let room = MOST_AUTHORS - Object.keys(counts).length
    for (const [id, count] of Object.entries(authors)) {
      if (counts[id] === undefined && room-- <= 0) continue
      counts[id] = (counts[id] ?? 0) + count
      unsaved.add(id)
    }
    if (unsaved.size === 0) return
    this.#sql.exec(
      `INSERT OR REPLACE INTO message_tally (day, counts, unsaved, due_at) VALUES (?, ?, ?, ?)`,
      day,
      JSON.stringify(counts),
      JSON.stringify([...unsaved]),
      // the day's last totals are carried soon after it
      known?.due_at ?? Math.min(at + EVERY, Math.max(day + DAY, at)),
    )
  }

  /** What one member wrote on days that D1 may not have whole yet. */
  of(userId: Snowflake): { day: number; count: number }[] {
    const rows = this.#sql.exec<Row>(`SELECT * FROM message_tally ORDER BY day DESC LIMIT 3`)
    return [...rows].flatMap(({ day, counts }) => {
      const count = (JSON.parse(counts) as Counts)[userId]
      return count === undefined ? [] : [{ day, count }]
    })
  }

  nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>(`SELECT min(due_at) AS at FROM message_tally`).one().at
  }

  async run(now: number): Promise<void> {
    for (const row of this.#sql.exec<Row>(`SELECT * FROM message_tally WHERE due_at <= ?`, now).toArray()) {
      const counts = JSON.parse(row.counts) as Counts
      const unsaved = JSON.parse(row.unsaved) as Snowflake[]
      const totals = unsaved.map((userId) => ({ userId, day: row.day, count: counts[userId] ?? 0 }))
      await saveMemberMessages(await this.#db(), this.#guildId, totals)
      this.#saved(row, now)
    }
  }

  /** What was counted while D1 wrote stays unsaved. */
  #saved(row: Row, now: number): void {
    const current = this.#row(row.day)
    if (current && current.counts !== row.counts)
      this.#sql.exec(`UPDATE message_tally SET due_at = ? WHERE day = ?`, now + EVERY, row.day)
    else if (now >= row.day + DAY) this.#sql.exec(`DELETE FROM message_tally WHERE day = ?`, row.day)
    else this.#sql.exec(`UPDATE message_tally SET unsaved = '[]', due_at = NULL WHERE day = ?`, row.day)
  }

  #row(day: number): Row | undefined {
    return this.#sql.exec<Row>(`SELECT * FROM message_tally WHERE day = ?`, day).toArray()[0]
  }
}
