import { env } from 'cloudflare:workers'
import type { LiveFrame } from '#schema/contract/live.ts'
import type { Presence } from '#schema/contract/presence.ts'
import type { SeatLevel } from '#schema/contract/seat.ts'

type Hello = { kind: 'hello'; seq: number; resync: boolean; relayOnline: boolean }
type Message = Hello | Presence | { kind: 'frames'; frames: LiveFrame[] }

/** An open page of a guild: what it was sent, and how its socket ended. */
export class Page {
  readonly messages: Message[] = []
  pongs = 0
  closed: { code: number } | null = null
  #socket: WebSocket
  #waiting: { done: () => boolean; resolve: () => void }[] = []

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.accept()
    socket.addEventListener('message', ({ data }) => {
      if (data === 'pong') this.pongs++
      else this.messages.push(JSON.parse(String(data)) as Message)
      this.#look()
    })
    socket.addEventListener('close', ({ code }) => {
      this.closed = { code }
      this.#look()
    })
  }

  static async open(
    guildId: string,
    {
      userId,
      sessionId = 'session',
      after,
      expiresAt = Date.now() + 60_000,
      level = 'admin',
      name = 'someone',
    }: {
      userId: string
      level?: SeatLevel
      name?: string
      sessionId?: string
      after?: number
      expiresAt?: number
    },
  ): Promise<Page> {
    const viewer = { userId, sessionId, name, level, expiresAt }
    const answer = await env.GUILD.getByName(guildId).fetch(
      `http://guild/live${after === undefined ? '' : `?after=${after}`}`,
      {
        headers: { upgrade: 'websocket', 'x-wardroom-viewer': JSON.stringify(viewer) },
      },
    )
    if (!answer.webSocket) throw new Error(`no socket: ${answer.status}`)
    const page = new Page(answer.webSocket)
    await page.until(() => page.messages.length > 0 || page.closed !== null)
    return page
  }

  get hello(): Hello {
    const first = this.messages[0]
    if (first?.kind !== 'hello') throw new Error('the first message is no hello')
    return first
  }
  get frames(): LiveFrame[] {
    return this.messages.flatMap((message) => (message.kind === 'frames' ? message.frames : []))
  }
  /** the names of those this page was last told look at it */
  looking(at: string): string[] {
    const told = this.messages.findLast((message) => message.kind === 'presence' && message.at === at)
    return told?.kind === 'presence' ? told.people.map(({ name }) => name).sort() : []
  }
  get types(): string[] {
    return this.frames.map((frame) => frame.type)
  }

  send(text: string): void {
    this.#socket.send(text)
  }
  close(code = 1000): void {
    this.#socket.close(code)
  }

  /** Waits for messages until this holds; the test's own time limit ends it otherwise. */
  until(done: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ done, resolve })
      this.#look()
    })
  }

  #look(): void {
    for (const one of this.#waiting) if (one.done()) one.resolve()
    this.#waiting = this.#waiting.filter((one) => !one.done())
  }
}

/** A gateway relay on its watch socket: what it was told to watch, last. */
export async function connectRelay(
  epoch = 1,
): Promise<{ watching: () => string[]; heard: Page['until']; close: () => void }> {
  const answer = await env.RELAY.getByName('relay').fetch('http://relay/watch', {
    headers: { upgrade: 'websocket', 'x-wardroom-relay': JSON.stringify({ epoch }) },
  })
  const socket = answer.webSocket
  if (!socket) throw new Error(`no socket: ${answer.status}`)
  let watching: string[] = []
  let waiting: { done: () => boolean; resolve: () => void }[] = []
  const look = (): void => {
    for (const one of waiting) if (one.done()) one.resolve()
    waiting = waiting.filter((one) => !one.done())
  }
  socket.addEventListener('message', ({ data }) => {
    watching = (JSON.parse(String(data)) as { watching: string[] }).watching
    look()
  })
  socket.accept()
  return {
    watching: () => watching,
    heard: (done) =>
      new Promise((resolve) => {
        waiting.push({ done, resolve })
        look()
      }),
    close: () => socket.close(1000),
  }
}
