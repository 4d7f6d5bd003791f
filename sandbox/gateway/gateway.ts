import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { application } from '#sandbox/application.ts'
import { intent } from '#sandbox/world/bits.ts'
import type { Dispatch } from '#sandbox/world/shapes.ts'
import type { WorldState } from '#sandbox/world/state.ts'
import { CloseCode } from './close-code.ts'
import type { CommandOf } from './commands.ts'
import { Connection, type GatewayDesk } from './connection.ts'
import { freezeEvent, jsonFor, type OutgoingEvent } from './event.ts'
import { KNOWN_INTENTS } from './intents.ts'
import { MemberChunks } from './member-chunks.ts'
import { chance } from '#sandbox/world/chance.ts'
import { Session } from './session.ts'
import { Turbulence } from './turbulence.ts'

const DAY = 86_400_000
const SHARDING_REQUIRED_FROM = 2500

export interface GatewayOptions {
  /** where clients resume, such as ws://127.0.0.1:8790/gateway */
  url: string
  /** ms between heartbeats */
  heartbeatInterval?: number
  /** ms a session outlives its connection */
  sessionLife?: number
  /** intents the application was not granted */
  disallowedIntents?: number
  identifiesPerDay?: number
  /** events twice now and then, and audit entries before or after what they tell of */
  duplicates?: boolean
  reorder?: boolean
  seed?: number
}

/** What happened, for whoever watches: `t` is an event's name or the gateway's own word for it. */
export interface GatewayNote {
  t: string
  shard: string
  guildId?: string | null
  detail?: string
}

export interface GatewayWatch {
  note: (note: GatewayNote) => void
  /** the client did what Discord does not allow */
  violation: (what: string) => void
  identified: () => void
}

/** Discord's gateway, version 10 in JSON: sessions, shards, intents, replay, and the ways in which it fails. */
export class Gateway implements GatewayDesk {
  readonly heartbeatInterval: number
  readonly turbulence: Turbulence
  disallowedIntents: number
  readonly #world: WorldState
  readonly #options: GatewayOptions
  readonly #watch: GatewayWatch
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  readonly #connections = new Set<Connection>()
  readonly #sessions = new Map<string, Session>()
  readonly #chunks: MemberChunks
  readonly #stopListening: () => void
  #identifies: number[] = []
  #down = false

  constructor(world: WorldState, options: GatewayOptions, watch: GatewayWatch) {
    this.#world = world
    this.#options = options
    this.#watch = watch
    this.heartbeatInterval = options.heartbeatInterval ?? 41_250
    this.disallowedIntents = options.disallowedIntents ?? 0
    this.#chunks = new MemberChunks(world)
    this.turbulence = new Turbulence(
      {
        duplicates: options.duplicates ?? true,
        reorder: options.reorder ?? true,
        random: chance(options.seed ?? 1),
      },
      (event) => this.#deliver(event),
    )
    this.#stopListening = world.onDispatch((dispatch) => this.#offer(dispatch))
  }

  /** Sessions with or without a client, for the console. */
  get sessions(): { shard: string; intents: number; sequence: number; connected: boolean }[] {
    this.#forgetOld()
    return [...this.#sessions.values()].map(({ shard, intents, sequence, outlet }) => ({
      shard: shard.join('/'),
      intents,
      sequence,
      connected: outlet !== null,
    }))
  }

  /** Identifies left in the last 24 h, as GET /gateway/bot tells. */
  get identifiesLeft(): number {
    const since = Date.now() - DAY
    this.#identifies = this.#identifies.filter((at) => at > since)
    return Math.max(0, (this.#options.identifiesPerDay ?? 1000) - this.#identifies.length)
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const query = new URL(request.url ?? '/', 'ws://localhost').searchParams
    const unfit = query.get('compress') ?? (query.get('encoding') === 'etf' ? 'etf' : null)
    if (this.#down || unfit) {
      socket.end(`HTTP/1.1 ${this.#down ? '503 Service Unavailable' : '400 Bad Request'}\r\nconnection: close\r\n\r\n`)
      if (unfit) this.#watch.violation(`this Discord speaks plain JSON only, not ${unfit}`)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      if (query.get('v') !== '10') return client.close(CloseCode.invalidVersion, 'Invalid API version.')
      const connection = new Connection(client, this)
      this.#connections.add(connection)
      connection.onClose((code) => this.#closed(connection, code))
    })
  }

  identify(wish: CommandOf<2>, connection: Connection): Session | CloseCode | 'invalid' {
    const refusal = this.#refusal(wish)
    if (refusal !== null) return refusal
    this.#identifies.push(Date.now())
    this.#watch.identified()
    const session = new Session(wish.intents, wish.shard ?? [0, 1])
    this.#sessions.set(session.id, session)
    connection.session = session
    session.attach(connection)
    this.#watch.note({ t: 'IDENTIFY', shard: session.shard.join('/') })
    const guilds = this.#world.readyGuilds().filter(({ id }) => session.covers(id))
    const ready = {
      v: 10,
      user: { ...this.#world.user(application.id), verified: true, mfa_enabled: true, email: null, flags: 0 },
      user_settings: {},
      private_channels: [],
      relationships: [],
      presences: [],
      guilds,
      session_id: session.id,
      resume_gateway_url: this.#options.url,
      session_type: 'normal',
      shard: session.shard,
      application: { id: application.id, flags: 0 },
    }
    this.#send(session, 'READY', null, ready)
    if (session.intents & intent.guilds)
      for (const { id } of guilds) {
        const unavailable = this.#world.guild(id)?.unavailable
        if (!unavailable) this.#send(session, 'GUILD_CREATE', id, this.#world.guildCreate(id))
      }
    return session
  }

  resume(wish: CommandOf<6>, connection: Connection): Session | CloseCode | 'invalid' {
    if (wish.token !== application.botToken) return CloseCode.authenticationFailed
    this.#forgetOld()
    const session = this.#sessions.get(wish.session_id)
    if (session && wish.seq > session.sequence) return CloseCode.invalidSequence
    if (!session?.canReplay(wish.seq)) return 'invalid'
    session.outlet?.close(CloseCode.unknownError, 'Resumed elsewhere.')
    connection.session = session
    session.attach(connection)
    const replayed = session.replay(wish.seq)
    this.#watch.note({ t: 'RESUME', shard: session.shard.join('/'), detail: `${replayed} events replayed` })
    this.#send(session, 'RESUMED', null, { _trace: ['sandbox'] })
    return session
  }

  requestMembers(wish: CommandOf<8>, session: Session): void {
    for (const { t, d } of this.#chunks.answer(wish, session)) this.#send(session, t, wish.guild_id, d)
  }

  /** Cuts every line without a goodbye; sessions stay. */
  drop(): void {
    for (const connection of this.#connections) connection.cut()
  }

  /** While down, nobody is connected and nobody can connect. */
  setDown(down: boolean): void {
    this.#down = down
    if (down) this.drop()
  }

  /** Op 7: asks every client to reconnect and resume. */
  askReconnect(): void {
    for (const connection of this.#connections) connection.send({ op: 7, d: null })
  }

  /** Op 9: takes the sessions away, so that clients must identify anew. */
  invalidate(): void {
    const connected = [...this.#connections].filter(({ session }) => session !== null)
    this.#sessions.clear()
    for (const connection of connected) {
      connection.session?.detach(connection)
      connection.session = null
      connection.send({ op: 9, d: false })
    }
  }

  close(): void {
    this.#stopListening()
    this.turbulence.stop()
    this.drop()
    this.#sockets.close()
  }

  #refusal({ token, intents, shard }: CommandOf<2>): CloseCode | null {
    if (token !== application.botToken) return CloseCode.authenticationFailed
    if (this.identifiesLeft === 0) {
      this.#watch.violation('more identifies in 24 h than allowed; Discord resets the bot token')
      return CloseCode.authenticationFailed
    }
    if ((intents & ~KNOWN_INTENTS) !== 0 || intents < 0) return CloseCode.invalidIntents
    if ((intents & this.disallowedIntents) !== 0) return CloseCode.disallowedIntents
    const [id, count] = shard ?? [0, 1]
    if (count < 1 || id < 0 || id >= count) return CloseCode.invalidShard
    if (this.#world.readyGuilds().length / count >= SHARDING_REQUIRED_FROM) return CloseCode.shardingRequired
    return null
  }

  #offer(dispatch: Dispatch): void {
    if (dispatch.toBot && this.#sessions.size > 0) this.turbulence.offer(freezeEvent(dispatch))
  }

  #deliver(event: OutgoingEvent): void {
    for (const session of this.#sessions.values()) {
      const json = session.covers(event.guildId) ? jsonFor(event, session.intents) : null
      if (json === null) continue
      session.dispatch(event.t, json)
      this.#watch.note({ t: event.t, shard: session.shard.join('/'), guildId: event.guildId })
    }
  }

  #send(session: Session, t: string, guildId: string | null, d: object): void {
    session.dispatch(t, JSON.stringify(d))
    this.#watch.note({ t, shard: session.shard.join('/'), guildId })
  }

  /** 1000 and 1001 end the session; any other close keeps it for a while. */
  #closed(connection: Connection, code: number): void {
    this.#connections.delete(connection)
    if (!connection.session || (connection.session.outlet ?? connection) !== connection) return
    if (code === 1000 || code === 1001) this.#sessions.delete(connection.session.id)
    this.#watch.note({ t: 'CLOSED', shard: connection.session.shard.join('/'), detail: String(code) })
  }

  #forgetOld(): void {
    const before = Date.now() - (this.#options.sessionLife ?? 180_000)
    for (const [id, { leftAt }] of this.#sessions) if (leftAt !== null && leftAt < before) this.#sessions.delete(id)
  }
}
