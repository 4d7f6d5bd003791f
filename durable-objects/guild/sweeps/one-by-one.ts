import type { Case } from '#schema/contract/case.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Run } from '#durable-objects/guild/run.ts'
import type { Bulletin } from './bulletin.ts'
import type { CaseBatch } from './case-batch.ts'
import { limitRest } from './estimate.ts'
import { isGoing, positionIn, runOf, type Item, type SweepRecord } from './sweep-record.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** As many of one sweep are in the queue at once; Discord takes calls of one kind one after the other anyway. */
const AT_ONCE = 4

/** Hands the targets of a sweep to the queue, a few at a time, and hears what becomes of each. */
export class OneByOne {
  #around: SweepSurroundings
  #store: SweepStore
  #batch: CaseBatch
  #bulletin: Bulletin
  #waiting = new Map<string, () => void>()
  #limited = new Set<string>()

  constructor(parts: { around: SweepSurroundings; store: SweepStore; batch: CaseBatch; bulletin: Bulletin }) {
    this.#around = parts.around
    this.#store = parts.store
    this.#batch = parts.batch
    this.#bulletin = parts.bulletin
  }

  /** Resolves when all of these have their outcome, or when the sweep was halted and nothing of it is under way. */
  async go(record: SweepRecord, items: readonly Item[]): Promise<void> {
    const left = [...items]
    const one = async (): Promise<void> => {
      for (let item = left.shift(); item && isGoing(record); item = left.shift()) {
        const run = runOf(record, item, Date.now())
        const { promise, resolve } = Promise.withResolvers<void>()
        this.#waiting.set(run.action.id, resolve)
        this.#around.acting.accept(run)
        await promise
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
  }

  /** Discord's limit on bans makes the run wait, and its sweep with it; ms, null for any other refusal. */
  waitFor(run: Run, refusal: Failure): number | null {
    if (refusal.code !== 'discord_ban_limit') return null
    this.#limited.add(run.action.id)
    return limitRest(run.attempts + 1)
  }

  /** The queue saved a run of a sweep: keeps what became of its item, in the same breath. */
  saw(run: Run): void {
    const { id, sweepId } = run.action
    const record = sweepId === undefined ? undefined : this.#store.find(sweepId)
    if (!record) return
    if (run.step === 'accepted' || run.step === 'numbered') {
      if (run.attempts > 0 && isGoing(record)) this.#park(record, run)
      return
    }
    this.#limited.delete(id)
    this.#end(record, run)
    // performed, but not on record yet
    if (run.step === 'performed') return
    this.#waiting.get(id)?.()
    this.#waiting.delete(id)
  }

  /** Writes the case of a run together with others of its sweep. */
  record(c: Case): Promise<void> {
    return this.#batch.add(c)
  }

  #park(record: SweepRecord, run: Run): void {
    const { shown } = record
    shown.state = 'parked'
    shown.why = this.#why(run)
    shown.parkedUntil = Math.round(run.nextAt)
    this.#store.save(record)
    this.#bulletin.changed(record)
  }

  #why({ action }: Run): { code: string; message: string } {
    const { code, message } = fail(this.#limited.has(action.id) ? 'discord_ban_limit' : 'discord_down')
    return { code, message }
  }

  #end(record: SweepRecord, run: Run): void {
    const { shown, seq } = record
    const item = this.#store.items.at(seq, positionIn(run.action.id))
    if (item?.state !== 'pending') return
    const state = stateOf(run)
    const failure = run.failure && { code: run.failure.code, message: run.failure.message }
    this.#store.items.end(seq, { ...item, state, number: run.number, failure })
    shown.counts[state]++
    if (shown.state === 'parked') {
      Object.assign(shown, { state: 'running', why: null, parkedUntil: null })
      this.#store.save(record)
    }
    this.#bulletin.changed(record)
  }
}

/** What became of an item whose run was performed or refused. */
function stateOf({ number, status }: Run): 'done' | 'failed' | 'unknown' {
  if (number === null) return 'failed'
  return status === 'done' || status === 'unknown' ? status : 'failed'
}
