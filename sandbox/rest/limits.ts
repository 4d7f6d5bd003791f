import { createHash } from 'node:crypto'
import type { Limits } from '#sandbox/sandbox.ts'
import type { Route, Who } from './route.ts'

const INVALID_WINDOW = 600_000
const defaultLimits: Limits = { global: 50, invalid: 10_000, scale: 1 }

interface Bucket {
  remaining: number
  resetAt: number
}
export interface Verdict {
  ok: boolean
  scope: 'user' | 'global'
  /** ms until it is worth trying again */
  waitMs: number
  headers: Record<string, string>
}

/** Discord's rate limits: a bucket per route and major id, 50 calls a second for the token, and the count of invalid answers. */
export class RateLimits {
  readonly limits: Limits | null
  readonly #now: () => number
  #buckets = new Map<string, Bucket>()
  #global: Bucket = { remaining: 0, resetAt: 0 }
  #invalid = { count: 0, until: 0 }

  constructor(limits: Partial<Limits> | false | undefined, now: () => number) {
    this.limits = limits === false ? null : { ...defaultLimits, ...limits }
    this.#now = now
  }

  /** Takes one call from its buckets. */
  take(route: Route, params: Readonly<Record<string, string>>, who: Who): Verdict {
    if (!this.limits) return { ok: true, scope: 'user', waitMs: 0, headers: {} }
    const now = this.#now()
    if (who.type === 'bot' && !spend(this.#global, this.limits.global, 1_000, now))
      return { ok: false, scope: 'global', waitMs: this.#global.resetAt - now, headers: {} }
    const calls = Math.max(1, Math.round(route.limit.calls * this.limits.scale))
    const hash = createHash('md5').update(`${route.method} ${route.path}`).digest('hex')
    const major = (route.major ?? []).map((name) => params[name] ?? '').join(':')
    const key = `${hash}:${major}:${who.type === 'user' ? who.grant.userId : who.type}`
    const bucket = this.#buckets.get(key) ?? { remaining: 0, resetAt: 0 }
    this.#buckets.set(key, bucket)
    const ok = spend(bucket, calls, route.limit.ms, now)
    if (this.#buckets.size > 20_000) this.#sweep(now)
    const waitMs = bucket.resetAt - now
    const headers = {
      'x-ratelimit-limit': String(calls),
      'x-ratelimit-remaining': String(bucket.remaining),
      'x-ratelimit-reset': (bucket.resetAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': (waitMs / 1000).toFixed(3),
      'x-ratelimit-bucket': hash,
    }
    return { ok, scope: 'user', waitMs: ok ? 0 : waitMs, headers }
  }

  /** Counts an answer of 401, 403 or 429. */
  countInvalid(): void {
    const now = this.#now()
    if (now >= this.#invalid.until) this.#invalid = { count: 0, until: now + INVALID_WINDOW }
    this.#invalid.count++
  }

  /** Seconds for which Cloudflare refuses this address; 0 when it does not. */
  blockedFor(): number {
    if (!this.limits || this.#now() >= this.#invalid.until || this.#invalid.count <= this.limits.invalid) return 0
    return Math.ceil((this.#invalid.until - this.#now()) / 1000)
  }

  /** Everything is as at the start. */
  reset(): void {
    this.#buckets.clear()
    this.#global = { remaining: 0, resetAt: 0 }
    this.#invalid = { count: 0, until: 0 }
  }

  #sweep(now: number): void {
    for (const [key, { resetAt }] of this.#buckets) if (resetAt < now) this.#buckets.delete(key)
  }
}

function spend(bucket: Bucket, calls: number, ms: number, now: number): boolean {
  if (now >= bucket.resetAt) Object.assign(bucket, { remaining: calls, resetAt: now + ms })
  if (bucket.remaining <= 0) return false
  bucket.remaining--
  return true
}
