import { DurableObject } from 'cloudflare:workers'
import { book, type Priority, type Slots } from './bucket.ts'
import { logEvent } from '#durable-objects/ops/tell-ops.ts'
import { closedBreaker, learn, type Breaker, type Seen } from './breaker.ts'

export type { Priority } from './bucket.ts'

/** Longer waits are refused, so that callers go back to their own queue instead of hanging here; ms. */
const longestWait: Record<Priority, number> = { interactive: 5_000, sweep: 5_000, broadcast: 10_000 }
/** The count of invalid answers is stored only every so many: a lost one costs less than a write each. */
const STORE_EVERY = 25

/** The one budget of calls made with the bot's token: 50 a second, interactive before sweeps before broadcasts. */
export class DiscordBudget extends DurableObject<Env> {
  #slots: Slots = new Map()
  #breaker: Breaker

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#breaker = ctx.storage.kv.get<Breaker>('breaker') ?? closedBreaker
  }

  /** Leases `calls` calls: begin after `waitMs`. Refused while the breaker is open, with the ms until it closes. */
  async lease(wish: {
    calls: number
    priority: Priority
  }): Promise<{ ok: true; waitMs: number } | { ok: false; retryMs: number }> {
    const now = Date.now()
    if (this.#breaker.pausedUntil > now) return { ok: false, retryMs: this.#breaker.pausedUntil - now }
    const trial = new Map(this.#slots)
    const waitMs = book(trial, wish, now)
    if (waitMs > longestWait[wish.priority]) return { ok: false, retryMs: waitMs }
    this.#slots = trial
    return { ok: true, waitMs }
  }

  /** What Discord answered, when it is something to learn from: 401, 403, 429 (with scope and wait), 1015. */
  async report(seen: Seen): Promise<void> {
    const before = this.#breaker
    this.#breaker = learn(before, seen, Date.now())
    if (this.#breaker.pausedUntil !== before.pausedUntil || this.#breaker.invalid % STORE_EVERY === 0)
      this.ctx.storage.kv.put('breaker', this.#breaker)
    if (this.#breaker.pausedUntil > before.pausedUntil) {
      const { status, scope, cloudflare } = seen
      const message = cloudflare ? 'Cloudflare blocks calls to Discord.' : 'Discord asked for a pause of all calls.'
      const detail = { status, scope: scope ?? null, ms: this.#breaker.pausedUntil - Date.now() }
      logEvent(this.env, { severity: 'warning', type: 'rate_limited', guildId: null, message, detail })
    }
  }
}
