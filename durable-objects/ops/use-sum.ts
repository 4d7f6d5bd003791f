import type { UseFigures } from '#schema/contract/ops.ts'
import { added, packed, percentile, unpacked, type Spread } from '#schema/meters/spread.ts'

/** Uses of commands in some place and time, with how long they took. */
export type UseSum = { uses: number; failed: number; spread: Spread }
/** The same as it is stored. */
export type StoredSum = { uses: number; failed: number; spread: string }

export const nothing: UseSum = { uses: 0, failed: 0, spread: [] }

export const plus = (sum: UseSum, more: UseSum): UseSum => ({
  uses: sum.uses + more.uses,
  failed: sum.failed + more.failed,
  spread: added(sum.spread, more.spread),
})

export const toSum = ({ uses, failed, spread }: StoredSum): UseSum => ({ uses, failed, spread: unpacked(spread) })
export const toStored = ({ uses, failed, spread }: UseSum): StoredSum => ({ uses, failed, spread: packed(spread) })

/** Sums by some name, in the order in which the names first came. */
export class UseSums<K> {
  #sums = new Map<string, { of: K; sum: UseSum }>()

  add(of: K, sum: UseSum): void {
    const name = JSON.stringify(of)
    this.#sums.set(name, { of, sum: plus(this.#sums.get(name)?.sum ?? nothing, sum) })
  }

  [Symbol.iterator](): Iterator<{ of: K; sum: UseSum }> {
    return this.#sums.values()
  }
}

export const figuresOf = ({ uses, failed, spread }: UseSum): UseFigures => ({
  uses,
  failed,
  p50: percentile(spread, 0.5),
  p95: percentile(spread, 0.95),
  p99: percentile(spread, 0.99),
})
