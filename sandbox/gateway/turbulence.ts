import type { OutgoingEvent } from './event.ts'

/** One event in so many is told twice; the longest a lagging one lags, in ms. */
const TWICE_IN = 20
const LONGEST_LAG = 60
const LAG_CHANCE = 0.35

/** Events that belong to one act and reach clients in any order. */
const LAGGING = new Set(['GUILD_BAN_ADD', 'GUILD_BAN_REMOVE', 'GUILD_MEMBER_REMOVE', 'GUILD_AUDIT_LOG_ENTRY_CREATE'])

/** How Discord's events are untidy: some come twice, an audit entry before or after what it tells of, at times nothing comes. */
export class Turbulence {
  duplicates: boolean
  reorder: boolean
  readonly #random: () => number
  readonly #deliver: (event: OutgoingEvent) => void
  readonly #lagging = new Map<string, OutgoingEvent[]>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #held: OutgoingEvent[] | null = null

  constructor(
    { duplicates, reorder, random }: { duplicates: boolean; reorder: boolean; random: () => number },
    deliver: (event: OutgoingEvent) => void,
  ) {
    this.duplicates = duplicates
    this.reorder = reorder
    this.#random = random
    this.#deliver = deliver
  }

  get holding(): boolean {
    return this.#held !== null
  }

  /** Keeps everything back until `release`, as an incident at Discord does. */
  hold(): void {
    this.#held ??= []
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = null
    for (const event of held) this.offer(event)
  }

  offer(event: OutgoingEvent): void {
    if (this.#held) {
      this.#held.push(event)
      return
    }
    const ahead = event.subject && this.#lagging.get(event.subject)
    if (ahead) ahead.push(event)
    else if (this.reorder && event.subject && LAGGING.has(event.t) && this.#random() < LAG_CHANCE)
      this.#delay(event.subject, event)
    else this.#send(event)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #delay(subject: string, event: OutgoingEvent): void {
    this.#lagging.set(subject, [event])
    const lag = 5 + this.#random() * (LONGEST_LAG - 5)
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      const late = this.#lagging.get(subject) ?? []
      this.#lagging.delete(subject)
      for (const each of late) this.#send(each)
    }, lag)
    this.#timers.add(timer)
  }

  #send(event: OutgoingEvent): void {
    this.#deliver(event)
    if (this.duplicates && this.#random() < 1 / TWICE_IN) this.#deliver(event)
  }
}
