import {
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  type RateLimitData,
  type RequestMethod,
} from '@discordjs/rest'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { PermissionName } from '#schema/contract/permission.ts'
import type { Priority } from '#durable-objects/budget/bucket.ts'
import type { DiscordBudget } from '#durable-objects/budget/discord-budget.ts'
import { refusal } from './refusal.ts'
import { CloudflareBlocked, request, type Noticed } from './request.ts'

/**
 * What became of a call. `retry`: the same call may succeed later, after `retryMs` when known. `sent`: whether Discord may have
 * acted on it all the same. `discordCode` is Discord's JSON error code when it gave one.
 */
export type Answer<T> =
  | { ok: true; value: T }
  | {
      ok: false
      retry: boolean
      failure: Failure
      sent: 'no' | 'maybe'
      retryMs?: number
      discordCode?: number
      discordMessage?: string
    }

export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** after `/v10`, such as `/guilds/1/bans/2` */
  route: `/${string}`
  body?: unknown
  query?: Record<string, string>
  /** audit-log reason, not encoded */
  reason?: string
  /** how the body is read; without it the value is undefined */
  read?: { parse: (body: unknown) => T }
  /** what the call needs of the bot, for the words of a refusal */
  permission?: PermissionName
  priority?: Priority
}

const VERSION = '0.1.0'
const TIMEOUT = 7_000
/** Waits for Discord's buckets up to this happen here; longer ones go back to whoever keeps the queue. */
const SHORT_WAIT = 1_500
/** A call that is this late has missed its moment, ms; after so many misses it goes all the same. */
const LATE: Record<Priority, number> = { interactive: 400, sweep: 250, broadcast: 60 }
const MISSED = 5
/** Leased calls that were not made within this are no longer worth anything. */
const CREDIT_LASTS = 1_500

/** How long a limit holds, ms. A limit within a bucket says so beside the bucket's own reset, which may be near. */
const waitOf = (limit: RateLimitData): number => Math.max(limit.timeToReset, limit.sublimitTimeout, limit.retryAfter)

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The bot's REST calls, from inside one object: leased, timed, and answered with values instead of throws. */
export class Discord {
  #env: Env
  #rest: REST
  #priority: Priority
  #how: { userAgent: string; timeoutMs: number }
  #credit = { calls: 0, until: 0 }

  constructor(env: Env, of?: { rest: REST; priority: Priority }) {
    this.#env = env
    this.#priority = of?.priority ?? 'interactive'
    this.#how = { userAgent: `DiscordBot (${env.APP_ORIGIN}, ${VERSION})`, timeoutMs: TIMEOUT }
    this.#rest =
      of?.rest ??
      new REST({
        api: env.DISCORD_API,
        version: '10',
        retries: 0,
        timeout: TIMEOUT + 1_000,
        hashSweepInterval: 0,
        handlerSweepInterval: 0,
        rejectOnRateLimit: (limit) => waitOf(limit) > SHORT_WAIT,
        makeRequest: (url, init) =>
          request(url, init as RequestInit, {
            ...this.#how,
            notice: (seen) => this.#learn(seen),
          }),
      })
  }

  /** The same line, for calls of another priority. */
  at(priority: Priority): Discord {
    return new Discord(this.#env, { rest: this.#rest, priority })
  }

  /** Leases several calls at once, to be made within about a second. Best effort: what is not had is leased call by call. */
  async reserve(calls: number, priority: Priority = this.#priority): Promise<void> {
    const left = this.#credit.until > Date.now() ? this.#credit.calls : 0
    if (left >= calls) return
    const lease = await this.#lease(calls - left, priority)
    if (lease.ok) this.#credit = { calls, until: Date.now() + CREDIT_LASTS }
  }

  /** Makes one call. Never throws for what Discord or the network do. */
  async call<T = undefined>(call: Call<T>): Promise<Answer<T>> {
    const lease = await this.#spend(call.priority ?? this.#priority)
    if (!lease.ok)
      return { ok: false, retry: true, failure: fail('discord_rate_limited'), sent: 'no', retryMs: lease.retryMs }
    let body: unknown
    try {
      // the library forgets its token after a 401
      this.#rest.setToken(this.#env.DISCORD_BOT_TOKEN)
      body = await this.#rest.request({
        method: call.method as RequestMethod,
        fullRoute: call.route,
        ...(call.body === undefined ? {} : { body: call.body }),
        ...(call.query ? { query: new URLSearchParams(call.query) } : {}),
        ...(call.reason ? { reason: call.reason } : {}),
      })
    } catch (error) {
      return answerFor(error, call.permission)
    }
    try {
      return { ok: true, value: call.read ? call.read.parse(body) : (undefined as T) }
    } catch (error) {
      console.error('unexpected body from Discord', call.method, call.route.replace(/\d{17,}/g, ':id'), String(error))
      const failure = fail('discord_refused', { message: 'its answer was not understood', discordCode: 200 })
      return { ok: false, retry: false, failure, sent: 'maybe' }
    }
  }

  /**
   * Rewrites the deferred answer of an interaction. Its token is all it needs, and it does not count against the bot's limits.
   * `absent`: there is no such answer, not yet or no more. `later`: it may be tried again.
   */
  async editReply(to: { applicationId: string; token: string }, content: string): Promise<'done' | 'absent' | 'later'> {
    const url = `${this.#env.DISCORD_API}/v10/webhooks/${to.applicationId}/${to.token}/messages/@original`
    const body = JSON.stringify({ content: content.slice(0, 2000), allowed_mentions: { parse: [] } })
    const headers = { 'Content-Type': 'application/json' }
    try {
      const answer = await request(url, { method: 'PATCH', body, headers }, { ...this.#how, notice: () => {} })
      if (answer.status === 404) return 'absent'
      return answer.status < 500 && answer.status !== 429 ? 'done' : 'later'
    } catch {
      return 'later'
    }
  }

  /** Tells the budget; what was leased before everybody must rest is worth nothing any more. */
  #learn(seen: Noticed): void {
    if (seen.scope === 'global' || seen.cloudflare) this.#credit = { calls: 0, until: 0 }
    void this.#budget()
      .report(seen)
      .catch(() => {})
  }

  #budget(): DurableObjectStub<DiscordBudget> {
    return this.#env.BUDGET.getByName('bot')
  }

  async #spend(priority: Priority): Promise<{ ok: true } | { ok: false; retryMs: number }> {
    if (this.#credit.calls > 0 && this.#credit.until > Date.now()) {
      this.#credit.calls--
      return { ok: true }
    }
    return this.#lease(1, priority)
  }

  async #lease(calls: number, priority: Priority): Promise<{ ok: true } | { ok: false; retryMs: number }> {
    try {
      for (let missed = 0; ; missed++) {
        const asked = Date.now()
        const lease = await this.#budget().lease({ calls, priority })
        if (!lease.ok) return lease
        if (lease.waitMs > 0) await sleep(lease.at - Date.now())
        // many that were held up together would go out together: whoever missed its moment, by both clocks, asks for another
        const late = Date.now() - Math.max(lease.at, asked + lease.waitMs)
        if (missed === MISSED || late < LATE[priority]) return lease
      }
    } catch (error) {
      // a budget that is being moved must not stop a ban: Discord's own limits still hold
      console.error('budget does not answer', error)
      return { ok: true }
    }
  }
}

function answerFor(error: unknown, permission: PermissionName | undefined): Answer<never> {
  if (error instanceof RateLimitError)
    return { ok: false, retry: true, failure: fail('discord_rate_limited'), sent: 'no', retryMs: waitOf(error) }
  if (error instanceof CloudflareBlocked) return { ok: false, retry: true, failure: fail('discord_down'), sent: 'no' }
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : 0
    const said = { code, status: error.status, message: error.message }
    const failure = refusal(said, permission)
    return { ok: false, retry: false, failure, sent: 'no', discordCode: code, discordMessage: error.message }
  }
  if (!(error instanceof HTTPError))
    console.warn('Discord was not reached', error instanceof Error ? error.name : error)
  return { ok: false, retry: true, failure: fail('discord_down'), sent: 'maybe' }
}
