import { randomBytes } from 'node:crypto'

export interface Frame {
  op: number
  d?: unknown
  s?: number | null
  t?: string | null
}

/** Where a session's frames go while a client is connected. */
export interface Outlet {
  sendText(text: string): void
  close(code: number, reason: string): void
  cut(): void
}

/** As many events as one disconnected client can be told again; Discord's own figure is not published. */
const REPLAY_LIMIT = 20_000

/** One identified client: its intents and shard, its sequence, and the events it can be told again after a reconnect. */
export class Session {
  readonly id = randomBytes(16).toString('hex')
  readonly intents: number
  readonly shard: readonly [id: number, count: number]
  sequence = 0
  /** when the client went away, UTC ms; null while it is here */
  leftAt: number | null = null
  #outlet: Outlet | null = null
  #replay: { sequence: number; text: string }[] = []

  constructor(intents: number, shard: readonly [number, number]) {
    this.intents = intents
    this.shard = shard
  }

  get outlet(): Outlet | null {
    return this.#outlet
  }

  attach(outlet: Outlet): void {
    this.#outlet = outlet
    this.leftAt = null
  }

  detach(outlet: Outlet): void {
    if (this.#outlet !== outlet) return
    this.#outlet = null
    this.leftAt = Date.now()
  }

  /** Guilds belong to shard (id >> 22) % count; what has no guild belongs to shard 0. */
  covers(guildId: string | null): boolean {
    const [id, count] = this.shard
    return guildId === null ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id
  }

  /** Sends one event, its payload as JSON, and remembers it. */
  dispatch(t: string, json: string): void {
    const sequence = ++this.sequence
    const text = `{"t":"${t}","s":${sequence},"op":0,"d":${json}}`
    this.#replay.push({ sequence, text })
    if (this.#replay.length > REPLAY_LIMIT * 1.1) this.#replay.splice(0, this.#replay.length - REPLAY_LIMIT)
    this.#outlet?.sendText(text)
  }

  /** Whether everything after `sequence` is still known. */
  canReplay(sequence: number): boolean {
    const first = this.#replay[0]?.sequence ?? this.sequence + 1
    return sequence >= first - 1 && sequence <= this.sequence
  }

  /** Sends what came after `sequence` once more; gives how many. */
  replay(sequence: number): number {
    const missed = this.#replay.filter((frame) => frame.sequence > sequence)
    for (const { text } of missed) this.#outlet?.sendText(text)
    return missed.length
  }
}
