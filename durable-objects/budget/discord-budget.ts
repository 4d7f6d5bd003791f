import { DurableObject } from 'cloudflare:workers'
import { book, type Priority, type Promised } from './bucket.ts'
import { meter } from '#schema/meters/meter.ts'
import { healthChanged, logEvent } from '#durable-objects/ops/tell-ops.ts'
import { closedBreaker, learn, WINDOW, type Breaker, type Seen } from './breaker.ts'
import { Tally } from './tally.ts'

export type { Priority } from './bucket.ts'

/** Longer waits are refused, so that callers go back to their own queue instead of hanging here; ms. */
const longestWait: Record<Priority, number> = { interactive: 5_000, sweep: 5_000, broadcast: 10_000 }
/** The count of invalid answers is stored only every so many: a lost one costs less than a write each. */
const STORE_EVERY = 25
/** Whoever looks at its figures hears of a change at most this often, ms. */
const TELL_EVERY = 5_000

/** The one budget of calls made with the bot's token: 50 a second, interactive before sweeps before broadcasts. */
export class DiscordBudget extends DurableObject<Env> {
  /** what an earlier life of this object leased in this second is not known: broadcasts sit it out, people do not wait */
  #promised: Promised = { booked: [], pacedFrom: Date.now() + 1_000 }
  #breaker: Breaker
  #tally = new Tally()
  #lookedAtUntil = 0
  #toldAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    meter.use(env)
    this.#breaker = ctx.storage.kv.get<Breaker>('breaker') ?? closedBreaker
  }

  /** Leases `calls` calls: begin after `waitMs`, which is `at` (UTC ms). Refused while the breaker is open, with the ms until it closes. */
  async lease(wish: {
    calls: number
    priority: Priority
  }): Promise<{ ok: true; waitMs: number; at: number } | { ok: false; retryMs: number }> {
    const now = Date.now()
    if (this.#breaker.pausedUntil > now) return { ok: false, retryMs: this.#breaker.pausedUntil - now }
    const trial: Promised = { ...this.#promised }
    const waitMs = book(trial, wish, now)
    if (waitMs > longestWait[wish.priority]) return { ok: false, retryMs: waitMs }
    this.#promised = trial
    this.#tally.add(wish, now + waitMs)
    meter.add(`discord.${wish.priority}`, wish.calls)
    meter.add('objects.calls')
    this.#changed(now)
    return { ok: true, waitMs, at: now + waitMs }
  }

  /** Calls leased for this second and for the last sixty, refused ones in ten minutes; `tellUntil`: as in the relay's. */
  async figures(
    tellUntil = 0,
  ): Promise<{ second: number; minute: Record<Priority, number>; invalid: number; pausedUntil: number }> {
    const now = Date.now()
    this.#lookedAtUntil = Math.max(this.#lookedAtUntil, tellUntil)
    const { windowFrom, invalid, pausedUntil } = this.#breaker
    return { ...this.#tally.figures(now), invalid: now - windowFrom > WINDOW ? 0 : invalid, pausedUntil }
  }

  /** What Discord answered, when it is something to learn from: 401, 403, 429 (with scope and wait), 1015. */
  async report(seen: Seen): Promise<void> {
    const before = this.#breaker
    if (seen.status === 429) meter.add('discord.limited')
    meter.add('discord.invalid', seen.scope === 'shared' ? 0 : 1)
    this.#changed(Date.now())
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

  #changed(now: number): void {
    if (now > this.#lookedAtUntil || now - this.#toldAt < TELL_EVERY) return
    this.#toldAt = now
    healthChanged(this.env)
  }
}
