import type { LiveEvent } from '#schema/contract/live.ts'

/** Bursts are told this often; ms. */
const EVERY = 250

/** Tells open pages that rows came, at once when it is quiet, and many as one when they come fast. */
export class News {
  #publish: (event: LiveEvent) => void
  #waiting: { from: number; to: number } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #toldAt = 0

  constructor(publish: (event: LiveEvent) => void) {
    this.#publish = publish
  }

  tell(from: number, to: number): void {
    this.#waiting = { from: this.#waiting?.from ?? from, to }
    const wait = this.#toldAt + EVERY - Date.now()
    if (wait <= 0) this.#send()
    else this.#timer ??= setTimeout(() => this.#send(), wait)
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const data = this.#waiting
    if (!data) return
    this.#waiting = null
    this.#toldAt = Date.now()
    this.#publish({ type: 'audit.appended', data })
  }
}
