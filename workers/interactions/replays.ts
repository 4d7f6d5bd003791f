/** Longer than a signed request stays fresh, ms. */
const REMEMBERED = 11 * 60_000
const MOST = 20_000

/** Interaction ids seen in this isolate, oldest first: a courtesy before the action id, which is what makes doubles harmless. */
export class Replays {
  #seen = new Map<string, number>()

  /** Notes the id; true when it was seen before. `now` is UTC ms. */
  isReplay(id: string, now: number): boolean {
    if (this.#seen.has(id)) return true
    for (const [old, at] of this.#seen) {
      if (now - at < REMEMBERED && this.#seen.size < MOST) break
      this.#seen.delete(old)
    }
    this.#seen.set(id, now)
    return false
  }
}
