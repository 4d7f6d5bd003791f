import type { WebSocket } from 'ws'
import { CloseCode } from './close-code.ts'
import { Command, KNOWN_OPCODES, type CommandOf } from './commands.ts'
import type { Frame, Outlet, Session } from './session.ts'

/** Discord's bounds on what a client sends: bytes of one payload, payloads in a window of ms. */
const MAX_PAYLOAD = 4096
const MAX_COMMANDS = 120
const COMMAND_WINDOW = 60_000

/** What a connection asks of the gateway; a close code is a refusal, `invalid` an op 9. */
export interface GatewayDesk {
  readonly heartbeatInterval: number
  identify(wish: CommandOf<2>, connection: Connection): Session | CloseCode | 'invalid'
  resume(wish: CommandOf<6>, connection: Connection): Session | CloseCode | 'invalid'
  requestMembers(wish: CommandOf<8>, session: Session): void
}

/** One client's socket: greets it, reads what it sends, keeps Discord's limits, and drops it when its heart stops. */
export class Connection implements Outlet {
  session: Session | null = null
  readonly #socket: WebSocket
  readonly #desk: GatewayDesk
  #heart: NodeJS.Timeout | undefined
  #window = { until: 0, count: 0 }

  constructor(socket: WebSocket, desk: GatewayDesk) {
    this.#socket = socket
    this.#desk = desk
    socket.on('message', (data, binary) => this.#hear(binary ? null : data.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(this.#heart)
      this.session?.detach(this)
    })
    this.send({ op: 10, d: { heartbeat_interval: desk.heartbeatInterval, _trace: ['["sandbox"]'] } })
    this.#listenForHeart()
  }

  send(frame: Frame): void {
    this.sendText(JSON.stringify({ t: null, s: null, ...frame }))
  }

  sendText(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text)
  }

  close(code: number, reason: string): void {
    this.session?.detach(this)
    this.#socket.close(code, reason)
  }

  /** Cuts the line without a goodbye, as a failing network does. */
  cut(): void {
    this.session?.detach(this)
    this.#socket.terminate()
  }

  onClose(listener: (code: number) => void): void {
    this.#socket.on('close', listener)
  }

  /** A client may be late by half an interval; then it is a zombie. */
  #listenForHeart(): void {
    clearTimeout(this.#heart)
    this.#heart = setTimeout(
      () => this.close(CloseCode.sessionTimedOut, 'Session timed out.'),
      this.#desk.heartbeatInterval * 1.5,
    )
  }

  #hear(text: string | null): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (text === null || Buffer.byteLength(text) > MAX_PAYLOAD)
      return this.close(CloseCode.decodeError, 'Error while decoding payload.')
    if (this.#tooMany()) return this.close(CloseCode.rateLimited, 'You are being rate limited.')
    const command = read(text)
    if (typeof command === 'number') return this.close(command, refusals[command] ?? '')
    if (command.op === 1) {
      this.#listenForHeart()
      return this.send({ op: 11 })
    }
    if (command.op === 2 || command.op === 6) return this.#authenticate(command)
    if (!this.session) return this.close(CloseCode.notAuthenticated, 'Not authenticated.')
    if (command.op === 8) this.#desk.requestMembers(command.d, this.session)
  }

  #authenticate(command: Extract<Command, { op: 2 | 6 }>): void {
    if (this.session) return this.close(CloseCode.alreadyAuthenticated, 'Already authenticated.')
    const session = command.op === 2 ? this.#desk.identify(command.d, this) : this.#desk.resume(command.d, this)
    if (session === 'invalid') this.send({ op: 9, d: false })
    else if (typeof session === 'number') this.close(session, refusals[session] ?? '')
  }

  #tooMany(): boolean {
    const now = Date.now()
    if (now >= this.#window.until) this.#window = { until: now + COMMAND_WINDOW, count: 0 }
    return ++this.#window.count > MAX_COMMANDS
  }
}

const refusals: Partial<Record<number, string>> = {
  [CloseCode.unknownOpcode]: 'Unknown opcode.',
  [CloseCode.decodeError]: 'Error while decoding payload.',
  [CloseCode.authenticationFailed]: 'Authentication failed.',
  [CloseCode.invalidSequence]: 'Invalid seq.',
  [CloseCode.invalidShard]: 'Invalid shard.',
  [CloseCode.shardingRequired]: 'Sharding required.',
  [CloseCode.invalidIntents]: 'Invalid intent(s).',
  [CloseCode.disallowedIntents]: 'Disallowed intent(s).',
}

function read(text: string): Command | CloseCode {
  let payload: unknown
  try {
    payload = JSON.parse(text)
  } catch {
    return CloseCode.decodeError
  }
  if (typeof payload !== 'object' || payload === null || !('op' in payload)) return CloseCode.decodeError
  if (!KNOWN_OPCODES.includes(payload.op)) return CloseCode.unknownOpcode
  const command = Command.safeParse(payload)
  return command.success ? command.data : CloseCode.decodeError
}
