import type { Priority } from './bucket.ts'

const SECONDS = 60
const none = (): Record<Priority, number> => ({ interactive: 0, sweep: 0, broadcast: 0 })

/** Calls of the last sixty seconds, in memory: a place a second, taken again a minute later. */
export class Tally {
  #seconds: { second: number; calls: Record<Priority, number> }[] = []

  add({ calls, priority }: { calls: number; priority: Priority }, at: number): void {
    const second = Math.floor(at / 1000)
    const place = second % SECONDS
    const known = this.#seconds[place]
    const now = known?.second === second ? known : { second, calls: none() }
    now.calls[priority] += calls
    this.#seconds[place] = now
  }

  /** Calls in the present second, and in the last sixty by priority. */
  figures(now: number): { second: number; minute: Record<Priority, number> } {
    const present = Math.floor(now / 1000)
    const minute = none()
    let second = 0
    for (const one of this.#seconds) {
      if (!one || one.second > present || one.second <= present - SECONDS) continue
      for (const [priority, calls] of Object.entries(one.calls)) {
        minute[priority as Priority] += calls
        if (one.second === present) second += calls
      }
    }
    return { second, minute }
  }
}
