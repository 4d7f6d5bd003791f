/** Discord tells some things twice, the second time soon after; ms. */
const TWICE_WITHIN = 60_000
const REMEMBERED = 2_000

/** What was last told of someone's coming and going, to know the second telling for what it is. */
export class Echoes {
  #last: Map<string, { what: string; at: number }>

  constructor(from?: Echoes) {
    this.#last = new Map(from ? from.#last : [])
  }

  /** Whether just this was the last thing told of `about`; notes it. */
  isEcho(about: string, what: string, at: number): boolean {
    const last = this.last(about, at)
    this.#last.delete(about)
    this.#last.set(about, { what, at })
    const [oldest] = this.#last.keys()
    if (this.#last.size > REMEMBERED && oldest !== undefined) this.#last.delete(oldest)
    return last === what
  }

  last(about: string, at: number): string | undefined {
    const last = this.#last.get(about)
    return last && Math.abs(at - last.at) < TWICE_WITHIN ? last.what : undefined
  }
}
