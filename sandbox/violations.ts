/** A request that Discord's documentation does not allow. */
export interface Violation {
  /** UTC ms */
  at: number
  method: string
  path: string
  what: string
}

const KEPT = 500

/** Everything the product asked of Discord that it must not ask: a test that finds one here fails. */
export class Violations {
  readonly list: Violation[] = []

  add(violation: Violation): void {
    this.list.push(violation)
    if (this.list.length > KEPT) this.list.shift()
  }

  clear(): void {
    this.list.length = 0
  }
}
