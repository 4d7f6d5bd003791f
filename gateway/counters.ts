import type { GatewayEvent } from '#schema/contract/gateway.ts'

type Counted = Extract<GatewayEvent, { type: 'messages.counted' }>
type Counts = Map<string, number>

/** So many authors of one guild are reported before more are counted. */
const MOST_AUTHORS = 1000

const add = (all: Map<string, Counts>, guildId: string, id: string): Counts => {
  const counts = all.get(guildId) ?? new Map<string, number>()
  counts.set(id, (counts.get(id) ?? 0) + 1)
  all.set(guildId, counts)
  return counts
}

/** Messages per guild: by channel since the last report, and by author since the last one that had authors. */
export class Counters {
  #channels = new Map<string, Counts>()
  #authors = new Map<string, Counts>()

  /** True when so many have written that it is time to report, authors included. */
  add({ guildId, channelId, authorId }: { guildId: string; channelId: string; authorId: string }): boolean {
    add(this.#channels, guildId, channelId)
    return add(this.#authors, guildId, authorId).size >= MOST_AUTHORS
  }

  /** Takes what was counted out, as events: of all guilds with their authors, or by channel of those given. */
  take(at: number, of?: Iterable<string>): { guildId: string; event: Counted }[] {
    return of ? this.#takeOf(at, of, false) : this.takeWhole(at, [...this.#authors.keys()])
  }

  /** Takes out what was counted in these guilds, authors included. */
  takeWhole(at: number, of: Iterable<string>): { guildId: string; event: Counted }[] {
    return this.#takeOf(at, of, true)
  }

  #takeOf(at: number, of: Iterable<string>, whole: boolean): { guildId: string; event: Counted }[] {
    const taken: { guildId: string; event: Counted }[] = []
    for (const guildId of of) {
      const channels = this.#channels.get(guildId)
      const authors = whole ? this.#authors.get(guildId) : undefined
      if (!channels && !authors) continue
      this.#channels.delete(guildId)
      if (authors) this.#authors.delete(guildId)
      taken.push({
        guildId,
        event: {
          type: 'messages.counted',
          at,
          channels: Object.fromEntries(channels ?? []),
          ...(authors ? { authors: Object.fromEntries(authors) } : {}),
        },
      })
    }
    return taken
  }
}
