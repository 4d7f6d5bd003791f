import { WebSocket } from 'ws'
import { Watching } from '#schema/contract/gateway.ts'
import { sign, type SigningKey } from '#schema/contract/signature.ts'
import type { Log } from './log.ts'

const LIFETIME = 60_000
const PING = 30_000
const LONGEST_WAIT = 30_000

export interface WatchDeps {
  wardroom: string
  keys: readonly SigningKey[]
  epoch: number
  onWatching(guildIds: string[]): void
  log: Log
}

/** The socket on which Wardroom says which guilds have someone looking. Kept open; pings are answered without waking anyone. */
export class WatchSocket {
  #deps: WatchDeps
  #socket: WebSocket | null = null
  #attempt = 0
  #closed = false
  #timer: NodeJS.Timeout | undefined

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  /** Opens it, and opens it again whenever it ends. */
  async open(): Promise<void> {
    const { wardroom, keys, epoch, log } = this.#deps
    const signed = JSON.stringify(await sign('relay', keys, { epoch }, { now: Date.now(), lifetime: LIFETIME }))
    if (this.#closed) return
    const socket = new WebSocket(`${wardroom.replace(/^http/, 'ws')}/relay/watch`, {
      headers: { authorization: `Wardroom ${encodeURIComponent(signed)}` },
      handshakeTimeout: 15_000,
      maxPayload: 4 * 1024 * 1024,
    })
    this.#socket = socket
    let alive = true
    const pings = setInterval(() => {
      if (!alive) return socket.terminate()
      alive = false
      if (socket.readyState === WebSocket.OPEN) socket.ping()
    }, PING)
    socket.on('pong', () => (alive = true))
    socket.on('open', () => {
      this.#attempt = 0
      log('watch.opened')
    })
    socket.on('message', (data) => this.#read(String(data)))
    socket.on('error', (error) => log('watch.failed', { error: error.message }))
    socket.on('close', (code) => {
      clearInterval(pings)
      if (this.#closed) return
      const waitMs = Math.round(Math.random() * Math.min(LONGEST_WAIT, 500 * 2 ** Math.min(this.#attempt++, 8)))
      log('watch.closed', { code, waitMs })
      this.#timer = setTimeout(() => void this.open(), waitMs)
    })
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#socket?.close(1000)
  }

  #read(text: string): void {
    try {
      const watching = Watching.safeParse(JSON.parse(text))
      if (watching.success) this.#deps.onWatching(watching.data.watching)
    } catch {
      this.#deps.log('watch.unreadable')
    }
  }
}
