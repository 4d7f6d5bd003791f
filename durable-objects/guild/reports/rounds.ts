import type { Surroundings } from '#durable-objects/guild/action-path.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { carry, post, tell } from './errands.ts'
import { hasErrands, type Kept, type Shelf } from './shelf.ts'

type Outside = Pick<Surroundings, 'discord' | 'db' | 'know' | 'env' | 'publish' | 'wake'>
type News = 'report.opened' | 'report.updated'

/** If the object dies in the middle of an errand, the alarm brings it back after this. */
const GUARD = 15_000
/** A post or an answer that Discord does not take is given up after so many tries, about three hours. */
const MOST_TRIES = 40

/** Runs the errands of reports, for each one after the other: to D1 first, then to Discord, then to D1 what came of it. */
export class Rounds implements Chore {
  #outside: Outside
  #shelf: Shelf
  #atWork = new Set<number>()
  #news = new Map<number, News>()
  #waiting = new Map<number, (() => void)[]>()

  constructor(outside: Outside, shelf: Shelf) {
    this.#outside = outside
    this.#shelf = shelf
  }

  /** Sets out for a report that changed; resolves when D1 has it and the pages were told, or D1 is away and they were told all the same. */
  go(number: number, news: News): Promise<void> {
    if (this.#news.get(number) !== 'report.opened') this.#news.set(number, news)
    const told = new Promise<void>((resolve) => {
      this.#waiting.set(number, [...(this.#waiting.get(number) ?? []), resolve])
    })
    void this.#walk(number)
    this.#outside.wake()
    return told
  }

  nextAt(): number | null {
    return this.#shelf.nextAt(this.#atWork, Date.now() + GUARD)
  }

  async run(now: number): Promise<void> {
    const due = [...this.#shelf.all].filter(([, kept]) => hasErrands(kept) && kept.nextAt <= now)
    await Promise.all(due.map(([number]) => this.#walk(number)))
  }

  async #walk(number: number): Promise<void> {
    if (this.#atWork.has(number)) return
    this.#atWork.add(number)
    for (let kept = this.#next(number); kept; kept = this.#next(number))
      if (!(await this.#errand(kept))) {
        this.#putOff(number)
        break
      }
    this.#atWork.delete(number)
    this.#outside.wake()
  }

  #next(number: number): Kept | undefined {
    const kept = this.#shelf.all.get(number)
    return kept && hasErrands(kept) ? kept : undefined
  }

  /** Does what comes first; false when it must be tried again. */
  async #errand({ report, ...errands }: Kept): Promise<boolean> {
    const { number } = report
    if (errands.carry === 'now') return this.#carry({ report, ...errands })
    if (errands.post) {
      const posted = await post(report, this.#outside)
      if (!posted.ok && errands.attempts < MOST_TRIES) return false
      const value = posted.ok ? posted.value : { error: 'Discord did not take it.' }
      return this.#note(number, (kept) => ({
        report: { ...kept.report, post: value },
        // what changed while it was posted is not in the post
        post: kept.report.turn !== report.turn || kept.report.count !== report.count,
      }))
    }
    const [whom] = errands.tell
    const reporter = report.reporters.find(({ person }) => person.id === whom)
    if (!whom || !reporter) return this.#carry({ report, ...errands })
    const told = await tell(report, reporter, this.#outside)
    if (!told.ok && errands.attempts < MOST_TRIES) return false
    const dm = told.ok ? told.value : { status: 'failed' as const, code: 0, message: 'Discord did not take it.' }
    return this.#note(number, (kept) => ({
      tell: kept.tell.filter((id) => id !== whom),
      report: {
        ...kept.report,
        reporters: kept.report.reporters.map((one) => (one.person.id === whom ? { ...one, told: dm } : one)),
      },
    }))
  }

  async #carry({ report }: Kept): Promise<boolean> {
    const { number } = report
    const carried = await carry(report, this.#outside).then(
      () => true,
      (error: unknown) => {
        console.error('report not recorded yet', number, String(error))
        return false
      },
    )
    const kept = this.#shelf.all.get(number)
    if (carried && kept && kept.report === report) this.#shelf.save({ ...kept, carry: null, attempts: 0 })
    // pages are told once of what D1 does not take, and again when it does
    if (carried || this.#news.has(number)) {
      const type = this.#news.get(number) ?? 'report.updated'
      this.#news.delete(number)
      this.#outside.publish({ type, data: { report: kept?.report ?? report, open: this.#shelf.open } })
    }
    for (const resolve of this.#waiting.get(number) ?? []) resolve()
    this.#waiting.delete(number)
    return carried
  }

  /** Notes what came of an errand in the report as it is by now. */
  #note(number: number, change: (kept: Kept) => Partial<Kept>): true {
    const kept = this.#shelf.all.get(number)
    if (kept) this.#shelf.save({ ...kept, carry: kept.carry ?? 'late', attempts: 0, ...change(kept) })
    return true
  }

  #putOff(number: number): void {
    const kept = this.#shelf.all.get(number)
    if (!kept) return
    const attempts = kept.attempts + 1
    this.#shelf.save({ ...kept, attempts, nextAt: Date.now() + backoff(attempts) })
  }
}
