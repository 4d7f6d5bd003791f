import type { Person } from '#schema/contract/action.ts'
import type { Safety } from '#schema/contract/guild.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { RaidMode, RaidPart } from '#schema/contract/raid.ts'
import { isHeld, parts, valueOf, type Settled } from './held.ts'

/** Raid mode as the object keeps it, until all is as it was before. */
export interface KeptRaid {
  number: number
  since: number
  until: number
  by: Person | null
  before: Safety
  set: Settled
  byHand: RaidPart[]
  failed: { part: RaidPart; message: string }[]
  /** false while Discord has not answered to it yet */
  sure: boolean
}

const KEPT = 'raid.mode'

/** What raid mode holds, and what to put back. */
export class RaidHold {
  /** an action is changing it just now */
  busy = false
  #sql: SqlStorage
  #kv: SyncKvStorage
  #publish: (event: LiveEvent) => void

  constructor(parts: { sql: SqlStorage; kv: SyncKvStorage; publish: (event: LiveEvent) => void }) {
    this.#sql = parts.sql
    this.#kv = parts.kv
    this.#publish = parts.publish
  }

  kept(): KeptRaid | null {
    return this.#kv.get<KeptRaid>(KEPT) ?? null
  }

  /** Keeps it, and tells the pages once it is sure. */
  save(kept: KeptRaid): void {
    this.#kv.put(KEPT, kept)
    if (kept.sure) this.#tell()
  }

  remove(): void {
    const wasSure = this.kept()?.sure === true
    this.#kv.delete(KEPT)
    if (wasSure) this.#tell()
  }

  /** As pages show it; null: raid mode is off. */
  mode(): RaidMode | null {
    const kept = this.kept()
    if (!kept?.sure) return null
    const { number, since, until, by, set, byHand, failed } = kept
    const [due] = this.#sql.exec<{ error: string | null }>(`SELECT error FROM dues WHERE number = ?`, number)
    const held = parts.filter((part) => set[part] !== null && !byHand.includes(part))
    return { number, since, until, by, level: set.verification, held, byHand, failed, endError: due?.error ?? null }
  }

  /** The parts that somebody changed by hand, if the server is as `now` says. */
  changedByHand(now: Safety): RaidPart[] {
    const kept = this.kept()
    if (!kept?.sure) return []
    const { set, byHand } = kept
    return parts.filter((part) => set[part] !== null && !byHand.includes(part) && !isHeld(part, { set, now }))
  }

  #tell(): void {
    this.#publish({ type: 'raid.changed', data: { mode: this.mode() } })
  }
}

/** What a part was set to, for the audit log. */
export const valuesOf = (safety: Safety): Record<string, number | null> =>
  Object.fromEntries(parts.map((part) => [part, valueOf(safety, part)]))
