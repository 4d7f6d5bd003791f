import { DAY } from '#schema/contract/kinds.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import type { Bulletin } from './bulletin.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

const NEXT = 'sweeps.nextRetention'
/** Items that one turn drops at most, and when the next turn is; ms. */
const CHUNK = 2_000
const SOON = 60_000
/** The time to keep may be shortened meanwhile, so nothing waits longer than this to be looked at. */
const AT_LATEST = 7 * DAY

/**
 * Drops the lists of people of sweeps that ended longer ago than the guild keeps its audit log, the first ended first, in
 * chunks. The sweep's figures stay, and so do its cases, by which it can still be undone.
 */
export class ItemRetention implements Chore {
  #around: Pick<SweepSurroundings, 'ctx' | 'know'>
  #store: SweepStore
  #bulletin: Bulletin

  constructor(parts: { around: Pick<SweepSurroundings, 'ctx' | 'know'>; store: SweepStore; bulletin: Bulletin }) {
    this.#around = parts.around
    this.#store = parts.store
    this.#bulletin = parts.bulletin
  }

  nextAt(): number | null {
    const first = this.#store.firstEnded()
    return first ? (this.#around.ctx.storage.kv.get<number>(NEXT) ?? first.endedAt + DAY) : null
  }

  async run(now: number): Promise<void> {
    const { ctx, know } = this.#around
    const keptFor = (await know.settingsOf()).retention.auditDays * DAY
    let room = CHUNK
    let next = now + AT_LATEST
    for (let first = this.#store.firstEnded(); first; first = this.#store.firstEnded()) {
      const due = first.endedAt + keptFor
      next = due > now ? Math.min(next, Math.max(now + DAY, due)) : now + SOON
      if (due > now || room <= 0) break
      room -= this.#drop(first.seq, { now, limit: room })
    }
    ctx.storage.kv.put(NEXT, next)
  }

  /** Gives how many items that were; the last of them takes the sweep off the list of those to look after. */
  #drop(seq: number, { now, limit }: { now: number; limit: number }): number {
    const dropped = this.#store.items.drop(seq, limit)
    const record = dropped < limit ? this.#store.bySeq(seq) : undefined
    if (record) {
      record.shown.droppedAt = now
      this.#store.save(record)
      this.#bulletin.changed(record)
    }
    return Math.max(1, dropped)
  }
}
