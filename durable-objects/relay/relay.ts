import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod/mini'
import type { RelayHost, ShardHealth, Watching } from '#schema/contract/gateway.ts'
import { healthChanged, logEvent } from '#durable-objects/ops/tell-ops.ts'

/** A relay that was not heard for this long is not at work, whatever its socket says; ms. */
const SILENT = 60_000
/** Its health is stored this seldom: a lost one costs less than a write each; ms. */
const STORE_EVERY = 10_000
const TOLD_AT_ONCE = 50
/** Whoever looks at its health hears of it at most this often, ms. */
const TELL_EVERY = 5_000
const WATCHED = 'watched:'
/** Close code of a watch socket whose relay was replaced by a newer one. */
const SUPERSEDED = 4009

interface Heard {
  epoch: number
  batch: number
  heardAt: number
  shards: ShardHealth[]
  dropped: number
  /** of the batch that had it last */
  host?: RelayHost | null
}

const Connected = z.object({ epoch: z.int() })

/**
 * What the Worker knows of the gateway relay: its health, its watch socket, and which guilds have someone looking. One object,
 * named "relay". The socket hibernates; nothing here polls.
 */
export class Relay extends DurableObject<Env> {
  #heard: Heard
  #storedAt = 0
  #watched: Set<string>
  #lookedAtUntil = 0
  #toldAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { kv } = ctx.storage
    this.#heard = kv.get<Heard>('heard') ?? { epoch: 0, batch: 0, heardAt: 0, shards: [], dropped: 0 }
    this.#watched = new Set([...kv.list({ prefix: WATCHED })].map(([key]) => key.slice(WATCHED.length)))
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Takes the relay's watch socket; the Worker has checked its signature and names its epoch in `x-wardroom-relay`. */
  override async fetch(request: Request): Promise<Response> {
    const connected = Connected.safeParse(readJson(request.headers.get('x-wardroom-relay')))
    if (!connected.success) return new Response('the epoch is missing', { status: 400 })
    const { epoch } = connected.data
    const { 0: client, 1: socket } = new WebSocketPair()
    if (epoch < this.#heard.epoch) {
      socket.accept()
      socket.close(SUPERSEDED, 'a newer relay is at work')
      return new Response(null, { status: 101, webSocket: client })
    }
    const wasOnline = this.#isOnline()
    for (const older of this.ctx.getWebSockets()) older.close(SUPERSEDED, 'connected anew')
    this.ctx.acceptWebSocket(socket)
    socket.serializeAttachment({ epoch })
    socket.send(JSON.stringify(this.#watching()))
    this.#heard.heardAt = Date.now()
    if (!wasOnline) this.#tellGuilds()
    return new Response(null, { status: 101, webSocket: client })
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    try {
      socket.close(code === 1005 || code === 1006 ? 1000 : code)
    } catch {
      // it was closed already
    }
    if (this.#sockets().every((other) => other === socket)) this.#tellGuilds(false)
  }

  override webSocketError(socket: WebSocket): void {
    this.webSocketClose(socket, 1011)
  }

  /** Notes a batch's header. `superseded`: a newer relay (higher epoch) is at work, this one must stop. */
  async heard(header: {
    epoch: number
    batch: number
    shards: ShardHealth[]
    dropped: number
    host?: RelayHost
  }): Promise<{ superseded: boolean; watching: string[] }> {
    const before = this.#heard
    if (header.epoch < before.epoch) return { superseded: true, watching: [] }
    const wasOnline = this.#isOnline()
    const now = Date.now()
    const isNewer = header.epoch > before.epoch
    const host = header.host ?? (isNewer ? null : before.host) ?? null
    this.#heard = { ...header, host, heardAt: now }
    if (!isNewer) this.#noteDrops(before, header.dropped)
    if (isNewer || now - this.#storedAt >= STORE_EVERY) {
      this.#storedAt = now
      this.ctx.storage.kv.put('heard', this.#heard)
    }
    if (isNewer)
      for (const socket of this.ctx.getWebSockets())
        if ((epochOf(socket) ?? 0) < header.epoch) socket.close(SUPERSEDED, 'a newer relay is at work')
    if (!wasOnline && this.#isOnline()) this.#tellGuilds()
    if (now < this.#lookedAtUntil && now - this.#toldAt >= TELL_EVERY) {
      this.#toldAt = now
      healthChanged(this.env)
    }
    return { superseded: false, ...this.#watching() }
  }

  /** A guild got its first viewer or lost its last. Answers whether the relay is online. */
  async watch(guildId: string, watching: boolean): Promise<{ online: boolean; at: number }> {
    if (watching !== this.#watched.has(guildId)) {
      if (watching) this.#watched.add(guildId)
      else this.#watched.delete(guildId)
      if (watching) this.ctx.storage.kv.put(WATCHED + guildId, true)
      else this.ctx.storage.kv.delete(WATCHED + guildId)
      const message = JSON.stringify(this.#watching())
      for (const socket of this.#sockets()) socket.send(message)
    }
    return { online: this.#isOnline(), at: this.#heard.heardAt }
  }

  /** How it is; `tellUntil` (UTC ms): until then whoever asked wants to hear of changes. */
  async health(tellUntil = 0): Promise<{
    online: boolean
    heardAt: number
    epoch: number
    shards: ShardHealth[]
    dropped: number
    host: RelayHost | null
  }> {
    this.#lookedAtUntil = Math.max(this.#lookedAtUntil, tellUntil)
    const { heardAt, epoch, shards, dropped, host } = this.#heard
    return { online: this.#isOnline(), heardAt, epoch, shards, dropped, host: host ?? null }
  }

  #noteDrops(before: Heard, dropped: number): void {
    const lost = dropped - before.dropped
    if (lost <= 0) return
    const message = `The gateway relay dropped ${lost} events: Wardroom did not take them in time.`
    logEvent(this.env, { severity: 'error', type: 'relay_dropped', guildId: null, message, detail: { lost, dropped } })
  }

  #watching(): Watching {
    return { watching: [...this.#watched] }
  }

  #sockets(): WebSocket[] {
    return this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN)
  }

  #isOnline(): boolean {
    return this.#sockets().length > 0 && Date.now() - this.#heard.heardAt < SILENT
  }

  #tellGuilds(online = this.#isOnline()): void {
    this.ctx.waitUntil(this.#tell(online))
  }

  async #tell(online: boolean): Promise<void> {
    const at = Date.now()
    const [severity, type] = online ? (['info', 'relay_online'] as const) : (['warning', 'relay_offline'] as const)
    const message = online ? 'The gateway relay is at work.' : 'The gateway relay is not heard any more.'
    logEvent(this.env, { severity, type, guildId: null, message })
    const guildIds = [...this.#watched]
    for (let i = 0; i < guildIds.length; i += TOLD_AT_ONCE)
      await Promise.allSettled(
        guildIds.slice(i, i + TOLD_AT_ONCE).map((id) => this.env.GUILD.getByName(id).relayChanged({ online, at })),
      )
  }
}

function epochOf(socket: WebSocket): number | undefined {
  return Connected.safeParse(socket.deserializeAttachment()).data?.epoch
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
