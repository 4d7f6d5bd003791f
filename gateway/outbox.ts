import type { Backlog, Entry } from './backlog.ts'
import type { Log } from './log.ts'
import type { Posted } from './post-batch.ts'
import type { Parcel } from './saved-state.ts'

const MOST_EVENTS = 100
const MOST_BYTES = 400_000
/** After a quiet time the first event waits this long for company. */
const COALESCE = 15
const DEFAULTS = {
  gapMs: 250,
  quietMs: 15_000,
  backoffMs: 250,
  longestBackoffMs: 15_000,
  // one server that cannot take its events must not hold up the others; when none can, the fault is not theirs
  patienceMs: 120_000,
  patienceWithAllMs: 3_600_000,
}
type Pace = typeof DEFAULTS

export interface OutboxDeps {
  backlog: Backlog
  /** saves everything a restart needs, `parcel` included, before that is sent */
  save(parcel: Parcel | null): void
  post(parcel: Parcel): Promise<Posted>
  onWatching(guildIds: string[]): void
  /** a newer relay is at work: this one must stop */
  onSuperseded(): void
  log: Log
}

/**
 * Sends the backlog as batches, one at a time, in order, each until it is taken; its name (epoch, batch) and content never
 * change once it was saved, so that Wardroom can tell a repetition. Without events a batch goes out now and then as a sign of life.
 */
export class Outbox {
  readonly epoch: number
  #deps: OutboxDeps
  #pace: Pace
  #batch = 0
  #parcel: Parcel | null
  #postedAt = 0
  /** when there was something to send after nothing */
  #since = 0
  #nudged = false
  #draining = false
  #stopped = new AbortController()
  #wake: () => void = () => undefined

  constructor(
    deps: OutboxDeps,
    { epoch, parcel, pace }: { epoch: number; parcel: Parcel | null; pace?: Partial<Pace> },
  ) {
    this.#deps = deps
    this.epoch = epoch
    this.#parcel = parcel
    this.#pace = { ...DEFAULTS, ...pace }
  }

  /** The batch that may or may not have arrived. */
  get parcel(): Parcel | null {
    return this.#parcel
  }

  push(entry: Entry): void {
    const { backlog } = this.#deps
    backlog.push(entry)
    if (backlog.length === 1) this.#since = Date.now()
    if (backlog.length === 1 || backlog.length === MOST_EVENTS) this.#wake()
  }

  /** Sends a batch soon even without events: the shards' health changed. */
  nudge(): void {
    this.#nudged = true
    this.#since = Date.now()
    this.#wake()
  }

  /** Sends what an earlier run left behind; afterwards `run` may begin. */
  async sendLeftover(): Promise<void> {
    if (this.#parcel) await this.#deliver(this.#parcel)
  }

  /** Runs until stopped, or until all is sent when draining. */
  async run(): Promise<void> {
    const { backlog, save } = this.#deps
    while (!this.#stopped.signal.aborted) {
      await this.#due()
      if (this.#stopped.signal.aborted || (this.#draining && backlog.length === 0)) return
      this.#nudged = false
      const entries = backlog.take(MOST_EVENTS, MOST_BYTES)
      this.#parcel = { epoch: this.epoch, batch: ++this.#batch, guilds: byGuild(entries) }
      save(this.#parcel)
      await this.#deliver(this.#parcel)
    }
  }

  /** Sends what there is without waiting for more; `run` ends when all is sent. */
  drain(): void {
    this.#draining = true
    this.#wake()
  }

  /** Ends `run` at once; what is unsent stays in `parcel` and the backlog. */
  stop(): void {
    this.#stopped.abort()
    this.#wake()
  }

  async #due(): Promise<void> {
    const { backlog } = this.#deps
    for (;;) {
      if (this.#stopped.signal.aborted || this.#draining || backlog.length >= MOST_EVENTS) return
      const now = Date.now()
      const wanted = backlog.length > 0 || this.#nudged
      const at = wanted
        ? Math.max(this.#postedAt + this.#pace.gapMs, this.#since + COALESCE)
        : this.#postedAt + this.#pace.quietMs
      if (now >= at) return
      await this.#sleep(at - now)
    }
  }

  async #deliver(parcel: Parcel): Promise<void> {
    const { post, log } = this.#deps
    const began = Date.now()
    for (let attempt = 0; !this.#stopped.signal.aborted; attempt++) {
      this.#postedAt = Date.now()
      const posted = await post(parcel)
      if (posted.type !== 'again') {
        if (attempt > 0) log('batch.recovered', { batch: parcel.batch, attempts: attempt + 1 })
        return this.#settle(parcel, posted)
      }
      const failed = posted.failed ?? []
      const patience = failed.length < parcel.guilds.length ? this.#pace.patienceMs : this.#pace.patienceWithAllMs
      if (failed.length > 0 && Date.now() - began > patience) return this.#giveUp(parcel, failed)
      if (attempt === 0 || attempt % 20 === 0) log('batch.delayed', { batch: parcel.batch, status: posted.status })
      const longest = Math.min(this.#pace.longestBackoffMs, this.#pace.backoffMs * 2 ** Math.min(attempt, 16))
      await this.#sleepWhole(longest / 2 + (Math.random() * longest) / 2)
    }
  }

  #settle(parcel: Parcel, posted: Exclude<Posted, { type: 'again' }>): void {
    const { backlog, log, onWatching, onSuperseded } = this.#deps
    if (posted.type === 'superseded' && parcel.epoch === this.epoch) {
      this.stop()
      return onSuperseded()
    }
    this.#parcel = null
    if (posted.type === 'taken') return onWatching(posted.watching)
    const events = parcel.guilds.reduce((sum, guild) => sum + guild.events.length, 0)
    backlog.dropped += events
    log('batch.dropped', { epoch: parcel.epoch, batch: parcel.batch, events, why: posted })
  }

  /** Goes on without what these servers did not take; it counts as dropped. */
  #giveUp({ epoch, batch, guilds }: Parcel, failed: readonly string[]): void {
    this.#parcel = null
    const events = guilds.reduce((sum, one) => sum + (failed.includes(one.guildId) ? one.events.length : 0), 0)
    this.#deps.backlog.dropped += events
    this.#deps.log('batch.dropped', { epoch, batch, events, guilds: failed.join(' ') })
  }

  /** Sleeps until the time is over, something was pushed, or all stops. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Sleeps on however much is pushed. */
  async #sleepWhole(ms: number): Promise<void> {
    const until = Date.now() + ms
    while (Date.now() < until && !this.#stopped.signal.aborted) await this.#sleep(until - Date.now())
  }
}

function byGuild(entries: readonly Entry[]): Parcel['guilds'] {
  const guilds = new Map<string, Parcel['guilds'][number]>()
  for (const { guildId, event } of entries) {
    const known = guilds.get(guildId)
    if (known) known.events.push(event)
    else guilds.set(guildId, { guildId, events: [event] })
  }
  return [...guilds.values()]
}
