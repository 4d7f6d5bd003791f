import { eventSeats } from '#schema/contract/event-seats.ts'
import { feedTypes } from '#schema/contract/feed.ts'
import type { LiveEvent, LiveFrame } from '#schema/contract/live.ts'
import type { SeatLevel } from '#schema/contract/seat.ts'

/** Rows of the stored ring, and frames kept in memory for those who were away for a moment. */
const SLOTS = 512
const REMEMBERED = 500

const FEED = new Set(feedTypes)

/** A frame as it goes over the wire: its number, and its JSON. */
export interface Written {
  seq: number
  text: string
  /** only pages with this seat are told more than that there was one */
  needs: SeatLevel | undefined
}

const writtenOf = (frame: LiveFrame, text: string): Written => ({ seq: frame.seq, text, needs: eventSeats[frame.type] })

/**
 * The guild's event stream: every event gets the next number; the latest are in memory, the lasting ones in storage too.
 * Passing ones cost no row of their own: their numbers are saved by `mark`, with the batch that brought them.
 */
export class Ring {
  #sql: SqlStorage
  #seq = 0
  #slot = 0
  #batch = { epoch: 0, batch: 0 }
  #heardAt: number | null = null
  #recent: Written[] = []

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.reload()
  }

  get seq(): number {
    return this.#seq
  }

  /** When the last batch of the relay was taken, UTC ms. */
  get heardAt(): number | null {
    return this.#heardAt
  }

  /** Goes back to what is stored, after a transaction that did not happen. */
  reload(): void {
    const [row] = this.#sql.exec<{ seq: number; epoch: number; batch: number; heard_at: number | null }>(
      `SELECT seq, epoch, batch, heard_at FROM stream`,
    )
    const [last] = this.#sql.exec<{ slot: number; seq: number }>(`SELECT slot, seq FROM ring ORDER BY seq DESC LIMIT 1`)
    this.#batch = { epoch: row?.epoch ?? 0, batch: row?.batch ?? 0 }
    this.#heardAt = row?.heard_at ?? null
    this.#seq = Math.max(row?.seq ?? 0, last?.seq ?? 0)
    this.#slot = last ? (last.slot + 1) % SLOTS : 0
    this.#recent = []
  }

  add(event: LiveEvent, { at, passing = false }: { at: number; passing?: boolean }): Written {
    const seq = ++this.#seq
    const frame = { seq, at, ...event } satisfies LiveFrame
    const text = JSON.stringify(frame)
    const written = writtenOf(frame, text)
    this.#recent.push(written)
    if (this.#recent.length > REMEMBERED * 2) this.#recent = this.#recent.slice(-REMEMBERED)
    if (passing) return written
    const feed = FEED.has(event.type) ? 1 : 0
    this.#sql.exec(
      `INSERT OR REPLACE INTO ring (slot, seq, feed, frame) VALUES (?, ?, ?, ?)`,
      this.#slot,
      seq,
      feed,
      text,
    )
    this.#slot = (this.#slot + 1) % SLOTS
    return written
  }

  /** Whether a batch of the relay was taken before, or comes from a relay that was replaced. */
  knows({ epoch, batch }: { epoch: number; batch: number }): boolean {
    return epoch < this.#batch.epoch || (epoch === this.#batch.epoch && batch <= this.#batch.batch)
  }

  /** Notes a batch as taken, together with how far the numbers got. */
  mark({ epoch, batch }: { epoch: number; batch: number }): void {
    this.#batch = { epoch, batch }
    this.#heardAt = Date.now()
    this.#sql.exec(
      `INSERT INTO stream (one, seq, epoch, batch, heard_at) VALUES (1, ?1, ?2, ?3, ?4)
       ON CONFLICT (one) DO UPDATE SET seq = ?1, epoch = ?2, batch = ?3, heard_at = ?4`,
      this.#seq,
      epoch,
      batch,
      this.#heardAt,
    )
  }

  /** All frames after that number, oldest first; null when some are not here any more, or the number is not ours. */
  since(after: number): Written[] | null {
    const missed = this.#seq - after
    if (missed < 0 || missed > REMEMBERED) return null
    const recent = this.#recent.filter((frame) => frame.seq > after)
    if (recent.length === missed) return recent
    const rows = [...this.#sql.exec<{ frame: string }>(`SELECT frame FROM ring WHERE seq > ? ORDER BY seq`, after)]
    if (rows.length !== missed) return null
    return rows.map(({ frame }) => writtenOf(JSON.parse(frame) as LiveFrame, frame))
  }

  /** The latest things that happened, newest first. */
  feed(limit: number): LiveFrame[] {
    const rows = this.#sql.exec<{ frame: string }>(
      `SELECT frame FROM ring WHERE feed = 1 ORDER BY seq DESC LIMIT ?`,
      limit,
    )
    return [...rows].map((row) => JSON.parse(row.frame) as LiveFrame)
  }
}
