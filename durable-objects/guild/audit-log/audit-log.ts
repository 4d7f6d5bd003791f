import { AuditEvent, type AuditLink, type AuditQuery, type AuditRow } from '#schema/contract/audit.ts'
import { chainStart, hashOfRow } from '#schema/contract/audit-chain.ts'
import { memberName } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { insertAuditRows, lastAuditRow } from '#schema/queries/audit-rows.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { listMembersById } from '#schema/queries/members.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { AuditIndex, type Found } from './audit-index.ts'
import { keepSafe } from './keep-safe.ts'
import { News } from './news.ts'

/** Rows that go to D1 in one statement. */
const BATCH = 200
/** If the object dies in the middle of a batch, the alarm brings it back after this; ms. */
const GUARD = 15_000

type Waiting = { id: number; key: string | null; event: AuditEvent }

/**
 * The guild's audit log: keeps what it is told, in order, and carries it to D1 as a chain, each row with the hash of the one
 * before. What waits and where the chain stands are enough to make the same rows again, so a batch may be written twice.
 */
export class AuditLog implements Chore {
  readonly index: AuditIndex
  #storage: DurableObjectStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #wake: () => void
  #appended: (last: AuditRow) => void
  #news: News
  #working: Promise<void> | null = null
  #attempts = 0
  #retryAt = 0

  constructor(parts: {
    storage: DurableObjectStorage
    guildId: Snowflake
    db: () => Promise<Db>
    publish: (event: LiveEvent) => void
    wake: () => void
    /** rows were written, this one last */
    appended: (last: AuditRow) => void
  }) {
    this.#storage = parts.storage
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#wake = parts.wake
    this.#appended = parts.appended
    this.#news = new News(parts.publish)
    this.index = new AuditIndex({ storage: parts.storage, guildId: parts.guildId, db: parts.db })
  }

  /**
   * Takes an event in; synchronous, so that it is stored in one breath with what it tells of. Of events with the same `key`,
   * such as Discord's entry id, only the first is kept.
   */
  append(event: AuditEvent, key: string | null = null): void {
    if (key !== null && this.index.hasKey(key)) return
    const text = JSON.stringify(keepSafe(event))
    this.#storage.sql.exec(`INSERT OR IGNORE INTO audit_outbox (event, key) VALUES (?, ?)`, text, key)
    // what is at work sees this one too, and has its alarm
    if (this.#working) return
    if (Date.now() >= this.#retryAt) void this.work()
    this.#wake()
  }

  /** Carries what waits to D1; never throws. */
  work(): Promise<void> {
    // not before the transaction is over in which the event may be stored
    this.#working ??= Promise.resolve()
      .then(() => this.#carry())
      .finally(() => {
        this.#working = null
        if (this.#isWaiting() && Date.now() >= this.#retryAt) void this.work()
        this.#wake()
      })
    return this.#working
  }

  nextAt(): number | null {
    if (!this.#isWaiting()) return null
    return this.#working ? Date.now() + GUARD : this.#retryAt
  }

  run(): Promise<void> {
    return this.work()
  }

  /** The last row, and the last that retention removed. */
  async ends(): Promise<{ head: AuditLink; anchor: AuditLink }> {
    await this.#working
    return { head: this.#head() ?? chainStart, anchor: this.anchor() }
  }

  anchor(): AuditLink {
    const [row] = this.#storage.sql.exec<{ seq: number | null; hash: string | null }>(
      `SELECT anchor_seq AS seq, anchor_hash AS hash FROM audit_head`,
    )
    return row?.seq != null && row.hash != null ? { seq: row.seq, hash: row.hash } : chainStart
  }

  /** Notes that rows up to this one are to be removed, and forgets their words. */
  setAnchor({ seq, hash }: AuditLink): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec(`UPDATE audit_head SET anchor_seq = ?, anchor_hash = ?`, seq, hash)
      this.index.forget(seq)
    })
  }

  async find(query: AuditQuery, limit: number): Promise<Found & { head: AuditLink | null }> {
    return { ...(await this.index.find(query, limit)), head: this.#head() }
  }

  async #carry(): Promise<void> {
    try {
      for (let waiting = this.#waiting(BATCH); waiting.length > 0; waiting = this.#waiting(BATCH))
        await this.#carryBatch(waiting)
      this.#attempts = 0
      this.#retryAt = 0
    } catch (error) {
      console.error({ event: 'audit.not_recorded_yet', guildId: this.#guildId, message: String(error) })
      this.#retryAt = Date.now() + backoff(++this.#attempts)
    }
  }

  async #carryBatch(waiting: Waiting[]): Promise<void> {
    const db = await this.#db()
    await this.#name(db, waiting)
    const head = this.#head() ?? (await lastAuditRow(db, this.#guildId)) ?? chainStart
    const rows: AuditRow[] = []
    for (const { event } of waiting) {
      const { seq, hash } = rows.at(-1) ?? head
      const row = { ...event, guildId: this.#guildId, seq: seq + 1, prev: hash }
      rows.push({ ...row, hash: await hashOfRow(row) })
    }
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return
    if ((await insertAuditRows(db, this.#guildId, rows)) !== last.hash) {
      // this object was put back to an earlier state: D1 has the record, and the chain goes on there
      const there = await lastAuditRow(db, this.#guildId)
      if (there) this.#setHead(there)
      return
    }
    this.#storage.transactionSync(() => {
      this.index.add(
        rows,
        waiting.map(({ key }) => key),
      )
      this.#storage.sql.exec(`DELETE FROM audit_outbox WHERE id <= ?`, waiting.at(-1)?.id ?? 0)
      this.#setHead(last)
    })
    this.#appended(last)
    this.#news.tell(first.seq, last.seq)
  }

  /** Writes the names of people that were told by id alone; kept at once, so that the row made of it never differs. */
  async #name(db: Db, waiting: Waiting[]): Promise<void> {
    const unnamed = waiting.filter(({ event }) => strangersIn(event).length > 0)
    if (unnamed.length === 0) return
    const ids = [...new Set(unnamed.flatMap(({ event }) => strangersIn(event)))]
    const known = new Map((await listMembersById(db, this.#guildId, ids)).map((member) => [member.id, member]))
    for (const { id, event } of unnamed) {
      const { actor, target } = event
      const [who, whom] = [actor && known.get(actor.id), target?.type === 'user' && known.get(target.id)]
      if (!who && !whom) continue
      if (actor && who) event.actor = { id: actor.id, name: memberName(who), avatar: who.avatar, bot: who.bot }
      if (target && whom) event.target = { ...target, name: memberName(whom) }
      this.#storage.sql.exec(`UPDATE audit_outbox SET event = ? WHERE id = ?`, JSON.stringify(event), id)
    }
  }

  #isWaiting(): boolean {
    return [...this.#storage.sql.exec(`SELECT 1 FROM audit_outbox LIMIT 1`)].length > 0
  }

  /** What waits, oldest first. What is no event would stop all that follow: it is dropped, and said. */
  #waiting(limit: number): Waiting[] {
    const rows = this.#storage.sql.exec<{ id: number; key: string | null; event: string }>(
      `SELECT id, key, event FROM audit_outbox ORDER BY id LIMIT ?`,
      limit,
    )
    return [...rows].flatMap(({ id, key, event }) => {
      const read = AuditEvent.safeParse(JSON.parse(event))
      if (read.success) return [{ id, key, event: read.data }]
      console.error({ event: 'audit.unreadable', guildId: this.#guildId, issue: read.error.issues[0]?.message })
      this.#storage.sql.exec(`DELETE FROM audit_outbox WHERE id = ?`, id)
      return []
    })
  }

  #head(): AuditLink | null {
    const [row] = this.#storage.sql.exec<AuditLink>(`SELECT seq, hash FROM audit_head`)
    return row ?? null
  }

  #setHead({ seq, hash }: AuditLink): void {
    this.#storage.sql.exec(
      `INSERT INTO audit_head (one, seq, hash) VALUES (1, ?1, ?2) ON CONFLICT (one) DO UPDATE SET seq = ?1, hash = ?2`,
      seq,
      hash,
    )
  }
}

/** People in an event of whom only the id is known. */
const strangersIn = ({ actor, target }: AuditEvent): string[] => [
  ...(actor && actor.name === actor.id ? [actor.id] : []),
  ...(target?.type === 'user' && target.name === null ? [target.id] : []),
]
