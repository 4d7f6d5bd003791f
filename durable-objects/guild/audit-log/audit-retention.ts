import { DAY } from '#schema/contract/action.ts'
import type { AuditRow } from '#schema/contract/audit.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { deleteAuditRows, firstAuditRows } from '#schema/queries/audit-rows.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import type { AuditLog } from './audit-log.ts'

const NEXT = 'audit.nextRetention'
const CHUNK = 500
/** After this many chunks others have their turn; ms until the next ones. */
const CHUNKS = 20
const SOON = 60_000

/**
 * Removes what is older than the guild keeps its audit log, from the beginning and in order, so that the rest stays one chain:
 * its start is the hash of the last row removed. Looks when the oldest row is due, at most once a day.
 */
export class AuditRetention implements Chore {
  #kv: SyncKvStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #settings: () => Promise<Settings>
  #log: AuditLog
  #wake: () => void
  #attempts = 0

  constructor(parts: {
    kv: SyncKvStorage
    guildId: Snowflake
    db: () => Promise<Db>
    settings: () => Promise<Settings>
    log: AuditLog
    wake: () => void
  }) {
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#settings = parts.settings
    this.#log = parts.log
    this.#wake = parts.wake
  }

  /** Rows were written; the first ever begins the waiting. */
  appended(last: AuditRow): void {
    if (this.#kv.get<number>(NEXT) === undefined) this.#kv.put(NEXT, last.at + DAY)
  }

  /** The time to keep was changed. */
  lookAgain(now: number): void {
    if (this.#kv.get<number>(NEXT) === undefined) return
    this.#kv.put(NEXT, now)
    this.#wake()
  }

  nextAt(): number | null {
    return this.#kv.get<number>(NEXT) ?? null
  }

  async run(now: number): Promise<void> {
    try {
      this.#kv.put(NEXT, await this.#remove(now))
      this.#attempts = 0
    } catch (error) {
      console.error({ event: 'audit.retention_failed', guildId: this.#guildId, message: String(error) })
      this.#kv.put(NEXT, now + Math.max(SOON, backoff(++this.#attempts)))
    }
  }

  /** Gives when to look again. */
  async #remove(now: number): Promise<number> {
    const [db, { retention }] = await Promise.all([this.#db(), this.#settings()])
    const keptFor = retention.auditDays * DAY
    const from = this.#log.anchor().seq
    // what an interrupted turn noted as removed
    await deleteAuditRows(db, this.#guildId, from)
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      const rows = await firstAuditRows(db, this.#guildId, CHUNK)
      const kept = rows.findIndex((row) => row.at >= now - keptFor)
      const last = kept === -1 ? rows.at(-1) : rows[kept - 1]
      if (last) {
        this.#log.setAnchor(last)
        await deleteAuditRows(db, this.#guildId, last.seq)
      }
      if (kept !== -1 || rows.length < CHUNK) {
        this.#tell(from, now, retention.auditDays)
        return Math.max(now + DAY, (rows[kept]?.at ?? now) + keptFor)
      }
    }
    this.#tell(from, now, retention.auditDays)
    return now + SOON
  }

  #tell(from: number, at: number, days: number): void {
    const { seq, hash } = this.#log.anchor()
    if (seq === from) return
    this.#log.append({
      category: 'settings',
      type: 'retention.applied',
      at,
      actor: null,
      surface: 'system',
      target: { type: 'guild', id: this.#guildId, name: null },
      before: null,
      after: { rows: seq - from, lastRow: seq, lastHash: hash, days },
      requestId: null,
    })
  }
}
