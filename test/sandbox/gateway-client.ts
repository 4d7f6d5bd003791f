import { WebSocket } from 'ws'
import { application } from '#sandbox/application.ts'

/** What tests read of a gateway frame; which of it is there depends on `t`. */
export interface Frame {
  op: number
  t: string | null
  s: number | null
  d: {
    session_id: string
    resume_gateway_url: string
    guilds: { id: string; unavailable: boolean }[]
    heartbeat_interval: number
    id: string
    name: string
    content: string
    members: object[]
    chunk_index: number
    chunk_count: number
    not_found: string[]
    retry_after: number
    user: { id: string }
    reason: string
    action_type: number
  }
}

export const ALL = (1 << 0) | (1 << 1) | (1 << 2) | (1 << 7) | (1 << 9) | (1 << 15)

/** A bare client of the gateway: sends what it is told and waits for frames. */
export class GatewayClient {
  readonly frames: Frame[] = []
  readonly closed: Promise<number>
  readonly #socket: WebSocket
  #waiting: { fits: (frame: Frame) => boolean; resolve: (frame: Frame) => void }[] = []

  constructor(url: string, query = '?v=10&encoding=json') {
    this.#socket = new WebSocket(url.replace('http', 'ws') + query)
    this.#socket.on('message', (data) => {
      // the tests are what checks it
      const frame = JSON.parse(String(data)) as Frame
      this.frames.push(frame)
      for (const each of this.#waiting.filter(({ fits }) => fits(frame))) each.resolve(frame)
      this.#waiting = this.#waiting.filter(({ fits }) => !fits(frame))
    })
    this.#socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => this.#socket.on('close', resolve))
  }

  send(frame: object | string): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  close(code: number): Promise<number> {
    this.#socket.close(code)
    return this.closed
  }

  /** The first frame that fits, whether it came already or is still to come. */
  find(fits: (frame: Frame) => boolean): Promise<Frame> {
    const found = this.frames.find(fits)
    return found ? Promise.resolve(found) : new Promise((resolve) => this.#waiting.push({ fits, resolve }))
  }

  event(t: string): Promise<Frame> {
    return this.find((frame) => frame.t === t)
  }

  op(op: number): Promise<Frame> {
    return this.find((frame) => frame.op === op)
  }

  get events(): string[] {
    return this.frames.flatMap(({ t }) => t ?? [])
  }

  get sequence(): number {
    return Math.max(0, ...this.frames.map(({ s }) => s ?? 0))
  }

  /** Identifies and waits for READY. */
  async identify(wish: { intents?: number; shard?: [number, number]; token?: string } = {}): Promise<Frame> {
    await this.op(10)
    this.sendIdentify(wish)
    return this.event('READY')
  }

  sendIdentify({
    intents = ALL,
    shard,
    token = application.botToken,
  }: { intents?: number; shard?: [number, number]; token?: string } = {}): void {
    this.send({ op: 2, d: { token, intents, properties: { os: 'linux', browser: 'test', device: 'test' }, shard } })
  }

  /** A heartbeat that is answered: everything sent before it has arrived. */
  async sync(): Promise<void> {
    const before = this.frames.filter(({ op }) => op === 11).length
    this.send({ op: 1, d: this.sequence })
    await this.find((frame) => frame.op === 11 && this.frames.filter(({ op }) => op === 11).length > before)
  }
}
