import type { Case } from '#schema/contract/case.ts'
import { insertCases } from '#schema/queries/cases.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** Cases that come one by one wait for each other so long, ms. */
const TOGETHER = 100

/** Writes a sweep's cases to the record, many by one statement, takes them into the search, and tells pages once. */
export class CaseBatch {
  #around: Pick<SweepSurroundings, 'db' | 'publish' | 'indexCases'>
  #waiting: { c: Case; resolve: () => void; reject: (error: unknown) => void }[] = []

  constructor(around: Pick<SweepSurroundings, 'db' | 'publish' | 'indexCases'>) {
    this.#around = around
  }

  /** Writes one case together with others; resolves when it is on record, throws when it could not be. */
  add(c: Case): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ c, resolve, reject })
      if (this.#waiting.length === 1) setTimeout(() => void this.#flush(), TOGETHER)
    })
  }

  /** Writes these cases; again and again is the same as once. */
  async write(cases: readonly Case[]): Promise<void> {
    const { db, publish, indexCases } = this.#around
    if (cases.length === 0) return
    await insertCases(await db(), cases)
    indexCases(cases)
    const numbers = cases.map(({ number }) => number)
    const sweepId = cases[0]?.sweepId ?? null
    publish({ type: 'cases.opened', data: { from: Math.min(...numbers), to: Math.max(...numbers), sweepId } })
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    try {
      await this.write(batch.map(({ c }) => c))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}
