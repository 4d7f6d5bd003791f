import type { Snowflake } from '#schema/contract/ids.ts'
import type { Relay } from '#durable-objects/relay/relay.ts'

/** What was learnt of the relay is good for this long; whoever watches is told of changes besides. One that is away may come back any moment. */
const GOOD_FOR = { online: 60_000, away: 2_000 }
const TOLD = 'relay.watching'

/** The guild's line to the gateway relay: whether it is at work, and whether somebody looks at this guild. */
export class RelayLink {
  #env: Env
  #guildId: Snowflake
  #kv: SyncKvStorage
  #known: { online: boolean; at: number; askedAt: number } | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: { env: Env; guildId: Snowflake; kv: SyncKvStorage }) {
    this.#env = parts.env
    this.#guildId = parts.guildId
    this.#kv = parts.kv
  }

  /** Tells the relay whether anybody looks now, in order, when that is news. Never throws. */
  async tell(watched: () => boolean): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      const watching = watched()
      const isNews = (this.#kv.get<boolean>(TOLD) ?? false) !== watching
      if (!isNews && (!watching || this.#isFresh())) return
      try {
        const { online, at } = await this.#relay().watch(this.#guildId, watching)
        this.#known = { online, at, askedAt: Date.now() }
        if (isNews) this.#kv.put(TOLD, watching)
      } catch (error) {
        this.#known = { online: false, at: Date.now(), askedAt: 0 }
        console.error('relay object does not answer', error)
      }
    })
    await this.#turn
  }

  /** As far as is known now, without asking. */
  get online(): boolean {
    return this.#known?.online ?? false
  }

  async isOnline(): Promise<boolean> {
    if (!this.#isFresh())
      try {
        const { online, heardAt } = await this.#relay().health()
        this.#known = { online, at: heardAt, askedAt: Date.now() }
      } catch (error) {
        console.error('relay object does not answer', error)
        return false
      }
    return this.online
  }

  /** Notes what was told; false when it was known. */
  note({ online, at }: { online: boolean; at: number }): boolean {
    const isNews = this.#known?.online !== online
    this.#known = { online, at, askedAt: Date.now() }
    return isNews
  }

  /** A batch arrived: true when the relay was thought to be away, and is at work again. One that goes sends its last, too. */
  async isBack(): Promise<boolean> {
    if (this.#known?.online !== false) return false
    this.#known.askedAt = 0
    return this.isOnline()
  }

  #isFresh(): boolean {
    if (!this.#known) return false
    return Date.now() - this.#known.askedAt < (this.#known.online ? GOOD_FOR.online : GOOD_FOR.away)
  }

  #relay(): DurableObjectStub<Relay> {
    return this.#env.RELAY.getByName('relay')
  }
}
