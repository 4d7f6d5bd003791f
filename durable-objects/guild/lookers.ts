import type { Person } from '#schema/contract/action.ts'
import { ClientMessage, type Presence, type Sight } from '#schema/contract/presence.ts'
import type { Viewer } from './sockets.ts'

/** A page changes what it looks at at most this often; more is ignored. ms. */
const MOST = { changes: 20, within: 10_000 }
const LONGEST = 500

/** Who looks at what. Kept in the sockets' attachments, told only to the pages that look at the same, and costs no row. */
export class Lookers {
  #viewers: Map<WebSocket, Viewer>
  #changes = new WeakMap<WebSocket, { from: number; count: number }>()

  constructor(viewers: Map<WebSocket, Viewer>) {
    this.#viewers = viewers
  }

  /** A page says what it looks at now. */
  heard(socket: WebSocket, message: string | ArrayBuffer): void {
    const viewer = this.#viewers.get(socket)
    const said =
      typeof message === 'string' && message.length <= LONGEST ? ClientMessage.safeParse(readJson(message)) : null
    if (!viewer || !said?.success || this.#isTooMuch(socket)) return
    const at = [...new Set(said.data.at)]
    const before = viewer.at
    const now = { ...viewer, at }
    this.#viewers.set(socket, now)
    socket.serializeAttachment(now)
    for (const sight of at) if (!before.includes(sight)) this.#tell(sight)
    for (const sight of before) if (!at.includes(sight)) this.#tell(sight)
  }

  /** A page is gone. */
  left({ at }: Viewer): void {
    for (const sight of at) this.#tell(sight)
  }

  #tell(at: Sight): void {
    const now = Date.now()
    const looking = [...this.#viewers].filter(([, viewer]) => viewer.at.includes(at) && viewer.expiresAt > now)
    const people = new Map<string, Person>()
    for (const [, { userId: id, name, avatar }] of looking) people.set(id, { id, name, avatar })
    const message = JSON.stringify({ kind: 'presence', at, people: [...people.values()] } satisfies Presence)
    for (const [socket] of looking)
      try {
        socket.send(message)
      } catch {
        // it is closing, and will be told of
      }
  }

  #isTooMuch(socket: WebSocket): boolean {
    const now = Date.now()
    const window = this.#changes.get(socket)
    if (!window || now - window.from >= MOST.within) {
      this.#changes.set(socket, { from: now, count: 1 })
      return false
    }
    return ++window.count > MOST.changes
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
