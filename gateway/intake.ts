import type { Counters } from './counters.ts'
import type { Outbox } from './outbox.ts'
import { reduce } from './reduce.ts'
import type { Sessions } from './sessions.ts'
import type { Voice } from './voice.ts'

export interface IntakeDeps {
  outbox: Pick<Outbox, 'push'>
  counters: Counters
  voice: Voice
  /** guilds by shard, kept up to date here */
  guilds: Map<number, Set<string>>
  watching: ReadonlySet<string>
  sessions: Pick<Sessions, 'mark' | 'handled'>
}

/** Where dispatches come in: counted, let go, or on their way out. */
export class Intake {
  #deps: IntakeDeps
  #seen = { dispatches: 0, events: 0, malformed: 0 }
  #malformed = new Map<string, number>()
  #guildsChanged = false

  constructor(deps: IntakeDeps) {
    this.#deps = deps
  }

  take({ t, d, s }: { t: string; d: unknown; s: number }, shardId: number): void {
    const { sessions, counters, outbox } = this.#deps
    this.#seen.dispatches++
    const reduced = reduce({ t, d, at: Date.now() })
    if (reduced.type === 'message') {
      if (counters.add(reduced))
        for (const counted of counters.takeWhole(Date.now(), [reduced.guildId])) outbox.push(counted)
    } else if (reduced.type === 'event') this.#pass(reduced, shardId, s)
    else if (reduced.type === 'guilds') this.#serve(shardId, reduced.guildIds)
    else if (reduced.type === 'malformed') {
      this.#seen.malformed++
      this.#malformed.set(t, (this.#malformed.get(t) ?? 0) + 1)
    }
    sessions.handled(shardId, s)
  }

  /** Counts since the start, and which dispatches could not be read. */
  summary(): Record<string, unknown> {
    return { ...this.#seen, ...(this.#malformed.size > 0 ? { unread: Object.fromEntries(this.#malformed) } : {}) }
  }

  /** Whether the guilds changed since this was last asked. */
  guildsChanged(): boolean {
    const changed = this.#guildsChanged
    this.#guildsChanged = false
    return changed
  }

  #pass(
    { guildId, event, voice: seats }: Extract<ReturnType<typeof reduce>, { type: 'event' }>,
    shardId: number,
    sequence: number,
  ): void {
    const { outbox, voice, watching, sessions } = this.#deps
    if (seats ?? event.type === 'guild.removed') voice.reset(guildId, seats ?? [])
    if (event.type === 'voice.moved') {
      const moved = voice.moved(guildId, event.userId, event.channelId)
      if (!moved || !watching.has(guildId)) return
    }
    if (event.type === 'messages.deleted' && !watching.has(guildId)) return
    if (event.type === 'guild.state' || event.type === 'guild.removed')
      this.#note(shardId, guildId, event.type === 'guild.state')
    this.#seen.events++
    outbox.push({ guildId, event, mark: sessions.mark(shardId, sequence) })
  }

  #serve(shardId: number, guildIds: readonly string[]): void {
    this.#deps.guilds.set(shardId, new Set(guildIds))
    this.#guildsChanged = true
  }

  #note(shardId: number, guildId: string, present: boolean): void {
    const served = this.#deps.guilds.get(shardId) ?? new Set()
    if (served.has(guildId) === present) return
    if (present) served.add(guildId)
    else served.delete(guildId)
    this.#deps.guilds.set(shardId, served)
    this.#guildsChanged = true
  }
}
