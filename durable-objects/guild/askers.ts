import type { Run } from './run.ts'

/** Who waits for a run's outcome. No timer outlives the waiting. */
export class Askers {
  #waiting = new Map<Run, Set<() => void>>()

  /** Resolves when the run is told of, or after `patience` ms. */
  wait(run: Run, patience: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, patience)
    const waiting = this.#waiting.get(run) ?? new Set()
    this.#waiting.set(run, waiting.add(resolve))
    return promise.finally(() => {
      clearTimeout(timer)
      waiting.delete(resolve)
      if (waiting.size === 0) this.#waiting.delete(run)
    })
  }

  tell(run: Run): void {
    for (const resolve of this.#waiting.get(run) ?? []) resolve()
  }
}
