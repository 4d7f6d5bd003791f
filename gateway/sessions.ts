import type { SessionInfo } from '@discordjs/ws'
import type { Entry, Mark } from './backlog.ts'

/** Discord's sessions, one a shard, and how far each was handled. */
export class Sessions {
  #live = new Map<number, SessionInfo>()
  #handled = new Map<number, number>()
  #closed = false

  constructor(saved: readonly SessionInfo[]) {
    for (const session of saved) this.update(session.shardId, session)
  }

  retrieve(shardId: number): SessionInfo | null {
    return this.#live.get(shardId) ?? null
  }

  update(shardId: number, session: SessionInfo | null): void {
    if (this.#closed) return
    if (!session) {
      this.#live.delete(shardId)
      return
    }
    if (this.#live.get(shardId)?.sessionId !== session.sessionId) this.#handled.set(shardId, session.sequence)
    this.#live.set(shardId, session)
  }

  /** The mark of a dispatch that is about to be handled. */
  mark(shardId: number, sequence: number): Mark | undefined {
    const session = this.#live.get(shardId)
    return session && { shardId, sessionId: session.sessionId, sequence }
  }

  handled(shardId: number, sequence: number): void {
    this.#handled.set(shardId, sequence)
  }

  /** Keeps the sessions as they are: closing a shard would forget its own. */
  freeze(): void {
    this.#closed = true
  }

  forget(): void {
    this.#live.clear()
  }

  /** The sessions to resume from when only what is not `unsafe` survives. */
  safe(unsafe: Iterable<Entry>): SessionInfo[] {
    const first = new Map<string, number>()
    for (const { mark } of unsafe)
      if (mark && !first.has(mark.sessionId)) {
        first.set(mark.sessionId, mark.sequence)
        if (first.size === this.#live.size) break
      }
    return [...this.#live.values()].map((session) => {
      const lost = first.get(session.sessionId)
      const handled = this.#handled.get(session.shardId) ?? session.sequence
      return { ...session, sequence: lost === undefined ? handled : Math.min(handled, lost - 1) }
    })
  }
}
