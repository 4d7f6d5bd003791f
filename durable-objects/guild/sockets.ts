import * as z from 'zod/mini'
import { LiveClose, type ServerMessage } from '#schema/contract/live.ts'
import { Sight } from '#schema/contract/presence.ts'
import { SeatLevel, seatRank } from '#schema/contract/seat.ts'
import { Lookers } from './lookers.ts'
import type { RelayLink } from './relay-link.ts'
import type { Ring, Written } from './ring.ts'

/** Who opens a live socket; the Worker has checked all of it. Sent to `fetch` as JSON in the header `x-wardroom-viewer`. */
export const Viewer = z.object({
  userId: z.string(),
  sessionId: z.string(),
  name: z.string(),
  avatar: z._default(z.nullable(z.string()), null),
  /** the seat; one from before there was this hears what every seat may hear */
  level: z._default(SeatLevel, 'viewer'),
  expiresAt: z.int(),
  /** what the page looks at, as it said last */
  at: z._default(z.array(Sight), []),
})
export type Viewer = z.infer<typeof Viewer>

const MOST = 1000
const MOST_A_USER = 10
/** After this many messages in a window, what follows goes in one message at the window's end; ms. */
const BURST = { messages: 8, window: 50 }

/** The open pages of a guild. Sockets hibernate; a timer runs only in the middle of a burst. */
export class Sockets {
  #ctx: DurableObjectState
  #ring: Ring
  #link: RelayLink
  #viewers = new Map<WebSocket, Viewer>()
  #opening = 0
  #waiting: Written[] = []
  #lookers = new Lookers(this.#viewers)
  #timer: ReturnType<typeof setTimeout> | undefined
  #window = { from: 0, messages: 0 }

  #changed: () => void

  constructor(parts: { ctx: DurableObjectState; ring: Ring; link: RelayLink; changed: () => void }) {
    this.#ctx = parts.ctx
    this.#ring = parts.ring
    this.#link = parts.link
    this.#changed = parts.changed
    this.#ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
    for (const socket of this.#ctx.getWebSockets()) {
      const viewer = Viewer.safeParse(socket.deserializeAttachment())
      if (viewer.success) this.#viewers.set(socket, viewer.data)
    }
    this.#tellIfAlone()
  }

  get count(): number {
    return this.#viewers.size
  }

  /** Whether anybody looks. */
  get watched(): boolean {
    return this.#viewers.size + this.#opening > 0
  }

  userIds(): Set<string> {
    return new Set([...this.#viewers.values()].map((viewer) => viewer.userId))
  }

  /** Opens a socket: `hello`, what was missed since `?after=`, and from then on every frame. */
  async open(request: Request): Promise<Response> {
    const viewer = Viewer.safeParse(readJson(request.headers.get('x-wardroom-viewer')))
    if (!viewer.success || request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
      return new Response('a WebSocket of a known viewer is expected', { status: 400 })
    this.#opening++
    await this.#link.tell(() => this.watched)
    this.#opening--
    const { 0: client, 1: socket } = new WebSocketPair()
    if (this.#viewers.size >= MOST) {
      socket.accept()
      socket.close(LiveClose.tooMany, 'too many pages of this server are open')
      void this.#link.tell(() => this.watched)
    } else this.#welcome(socket, viewer.data, readAfter(request.url))
    return new Response(null, { status: 101, webSocket: client })
  }

  /** Sends frames to all, in one message. */
  send(frames: readonly Written[]): void {
    if (this.#viewers.size === 0 || frames.length === 0) return
    this.#waiting.push(...frames)
    const now = Date.now()
    if (now - this.#window.from >= BURST.window) this.#window = { from: now, messages: 0 }
    if (this.#timer === undefined && this.#window.messages++ < BURST.messages) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), this.#window.from + BURST.window - now)
  }

  /** A page says what it looks at; anything else it says is ignored. */
  heard(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#lookers.heard(socket, message)
  }

  /** Someone's seat is now this. */
  seated(userId: string, level: SeatLevel): void {
    for (const [socket, viewer] of this.#viewers)
      if (viewer.userId === userId && viewer.level !== level) {
        const now = { ...viewer, level }
        this.#viewers.set(socket, now)
        socket.serializeAttachment(now)
      }
  }

  /** Closes the sockets of those for whom `whose` holds. */
  close(whose: (viewer: Viewer) => boolean, code: number, reason: string): void {
    for (const [socket, viewer] of this.#viewers) if (whose(viewer)) this.#end(socket, code, reason)
    this.#tellIfAlone()
  }

  /** A socket was closed by the other side, or broke. */
  closed(socket: WebSocket, code: number): void {
    // 1005 and 1006 are made up by the receiving end and may not be sent
    this.#end(socket, code === 1005 || code === 1006 || code < 1000 ? 1000 : code, '')
    this.#tellIfAlone()
  }

  #welcome(socket: WebSocket, viewer: Viewer, after: number | null): void {
    const own = [...this.#viewers].filter(([, other]) => other.userId === viewer.userId)
    for (const [oldest] of own.slice(0, Math.max(0, own.length - MOST_A_USER + 1)))
      this.#end(oldest, LiveClose.replaced, 'too many pages of one person are open')
    this.#flush()
    this.#ctx.acceptWebSocket(socket, [`u:${viewer.userId}`, `s:${viewer.sessionId}`])
    socket.serializeAttachment(viewer)
    this.#viewers.set(socket, viewer)
    this.#changed()
    const missed = after === null ? [] : this.#ring.since(after)
    const { seq } = this.#ring
    const relayOnline = this.#link.online
    const hello: ServerMessage = { kind: 'hello', seq, at: Date.now(), resync: missed === null, relayOnline }
    socket.send(JSON.stringify(hello))
    if (missed && missed.length > 0) socket.send(messageFor(missed, viewer.level))
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length === 0) return
    const frames = this.#waiting
    this.#waiting = []
    const messages = new Map<SeatLevel, string>()
    const now = Date.now()
    for (const [socket, viewer] of this.#viewers)
      if (viewer.expiresAt <= now) this.#end(socket, LiveClose.signedOut, 'the session is over')
      else
        try {
          let message = messages.get(viewer.level)
          if (message === undefined) messages.set(viewer.level, (message = messageFor(frames, viewer.level)))
          socket.send(message)
        } catch {
          this.#viewers.delete(socket)
          this.#lookers.left(viewer)
        }
    this.#tellIfAlone()
  }

  #end(socket: WebSocket, code: number, reason: string): void {
    const viewer = this.#viewers.get(socket)
    this.#viewers.delete(socket)
    this.#changed()
    if (viewer) this.#lookers.left(viewer)
    try {
      socket.close(code, reason)
    } catch {
      // it was closed already
    }
  }

  #tellIfAlone(): void {
    if (!this.watched) this.#ctx.waitUntil(this.#link.tell(() => this.watched))
  }
}

/** The frames as a page with this seat gets them: of what is not for it, only the number, so that none seems missing. */
function messageFor(frames: readonly Written[], level: SeatLevel): string {
  const texts = frames.map(({ seq, text, needs }) =>
    needs && seatRank[level] < seatRank[needs] ? `{"seq":${seq},"type":"hidden"}` : text,
  )
  return `{"kind":"frames","frames":[${texts.join(',')}]}`
}

function readAfter(url: string): number | null {
  const text = new URL(url).searchParams.get('after') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
