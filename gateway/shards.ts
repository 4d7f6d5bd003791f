import { CloseCodes, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws'
import type { ShardHealth } from '#schema/contract/gateway.ts'
import { gatewayRest, TokenRefused } from './gateway-rest.ts'
import { CORE_INTENTS } from './intents.ts'
import type { Log } from './log.ts'
import type { Sessions } from './sessions.ts'

const DISALLOWED_INTENTS = 4014
const SHARDING_REQUIRED = 4011
/** Closed for good: trying again would end the same way. */
const fatal: Readonly<Record<number, string>> = {
  4004: 'Discord refused the bot token.',
  4010: 'Discord refused the shard number.',
  4012: 'Discord refused the gateway version.',
  4013: 'Discord does not know these intents.',
  4014: 'Discord refused even the intents that need no permission.',
}
const LONGEST_WAIT = 60_000
/** A gateway out of reach takes no session away: it is kept this long, as Discord keeps it a while, too; ms. */
const SESSION_KEPT = 120_000

export interface ShardsDeps {
  discordApi: string
  token: string
  sessions: Sessions
  /** called in order, per shard; must not throw */
  onDispatch(dispatch: { t: string; d: unknown; s: number }, shardId: number): void
  onHealth(): void
  /** the relay cannot go on; a sentence */
  onFatal(why: string): void
  log: Log
}
type Health = Omit<ShardHealth, 'guilds'>

/** The gateway connections. Without the privileged intents when Discord refuses those. */
export class Shards {
  intents: number
  #deps: ShardsDeps
  #manager: WebSocketManager | null = null
  #health = new Map<number, Health>()
  /** since when a shard's gateway cannot be reached, UTC ms */
  #unreachable = new Map<number, number>()
  #closing = false

  constructor(deps: ShardsDeps, intents: number) {
    this.#deps = deps
    this.intents = intents
  }

  health(): Health[] {
    return [...this.#health.values()].toSorted((a, b) => a.id - b.id)
  }

  /** Connects all shards, trying until Discord answers. */
  async connect(): Promise<void> {
    const { log, onFatal } = this.#deps
    for (let attempt = 0; !this.#closing; attempt++) {
      try {
        const manager = this.#build()
        this.#manager = manager
        await manager.connect()
        return
      } catch (error) {
        if (error instanceof TokenRefused) return onFatal(fatal[4004] ?? '')
        const waitMs = Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(attempt, 8)) * (0.5 + Math.random() / 2)
        log('gateway.unreachable', { error: String(error), waitMs: Math.round(waitMs) })
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    }
  }

  /** Closes so that Discord keeps the sessions for a resume. */
  async close(): Promise<void> {
    this.#closing = true
    this.#deps.sessions.freeze()
    await this.#manager?.destroy({ code: CloseCodes.Resuming, reason: 'back soon' })
  }

  #build(): WebSocketManager {
    const { discordApi, token, sessions, onDispatch, log } = this.#deps
    const manager = new WebSocketManager({
      token,
      intents: this.intents,
      rest: gatewayRest(discordApi, token),
      retrieveSessionInfo: (shardId) => sessions.retrieve(shardId),
      updateSessionInfo: (shardId, session) => {
        if (session || !this.#isUnreachable(shardId)) sessions.update(shardId, session)
      },
    })
    manager.on(WebSocketShardEvents.Dispatch, (payload, shardId) => {
      const health = this.#of(shardId)
      health.lastEventAt = Date.now()
      onDispatch({ t: payload.t, d: payload.d, s: payload.s }, shardId)
    })
    manager.on(WebSocketShardEvents.HeartbeatComplete, ({ latency }, shardId) => {
      this.#of(shardId).latency = latency
    })
    manager.on(WebSocketShardEvents.Hello, (shardId) => {
      this.#unreachable.delete(shardId)
      this.#turn(shardId, sessions.retrieve(shardId) ? 'resuming' : 'connecting')
    })
    manager.on(WebSocketShardEvents.Ready, (_ready, shardId) => this.#turn(shardId, 'ready'))
    manager.on(WebSocketShardEvents.Resumed, (shardId) => {
      this.#of(shardId).resumes++
      this.#turn(shardId, 'ready', 'shard.resumed')
    })
    manager.on(WebSocketShardEvents.Closed, (code, shardId) => this.#onClosed(manager, code, shardId))
    manager.on(WebSocketShardEvents.SocketError, (error, shardId) => {
      if (!this.#unreachable.has(shardId)) this.#unreachable.set(shardId, Date.now())
      log('shard.unreachable', { shard: shardId, error: error.message })
    })
    manager.on(WebSocketShardEvents.Error, (error, shardId) =>
      log('shard.failed', { shard: shardId, error: error.message }),
    )
    return manager
  }

  #onClosed(manager: WebSocketManager, code: number, shardId: number): void {
    if (manager !== this.#manager) return
    this.#turn(shardId, 'closed', 'shard.closed', { code })
    if (this.#closing) return
    const { log, onFatal } = this.#deps
    if (code === DISALLOWED_INTENTS && this.intents !== CORE_INTENTS) {
      this.intents = CORE_INTENTS
      log('intents.reduced', {
        why: 'The Server Members intent is off in the developer portal: joins, leaves and member changes do not arrive.',
      })
      void this.#rebuild()
    } else if (code === SHARDING_REQUIRED) void this.#rebuild()
    else if (fatal[code]) onFatal(fatal[code])
  }

  async #rebuild(): Promise<void> {
    const old = this.#manager
    this.#manager = null
    await old?.destroy({ reason: 'connecting anew' })
    this.#deps.sessions.forget()
    this.#health.clear()
    await this.connect()
  }

  /** The library gives a session up as soon as it fails to connect, and the events in between with it. */
  #isUnreachable(shardId: number): boolean {
    const since = this.#unreachable.get(shardId)
    return since !== undefined && Date.now() - since < SESSION_KEPT
  }

  #of(shardId: number): Health {
    let health = this.#health.get(shardId)
    if (!health) {
      health = { id: shardId, state: 'connecting', latency: null, lastEventAt: null, resumes: 0 }
      this.#health.set(shardId, health)
    }
    return health
  }

  #turn(shardId: number, state: Health['state'], event = `shard.${state}`, facts: Record<string, unknown> = {}): void {
    this.#of(shardId).state = state
    this.#deps.log(event, { shard: shardId, ...facts })
    this.#deps.onHealth()
  }
}
