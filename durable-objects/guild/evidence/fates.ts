import type { MessageRef } from '#schema/contract/action.ts'
import type { Fate } from '#schema/contract/fate.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'

/** Discord's codes for a channel and a message that are no more. */
const GONE = new Set([10003, 10008])
/** What was there, or could not be told, is not asked for again before this; ms. */
const HOLDS = 20_000
/** As many as are asked for at once; the others are asked for when somebody looks again. */
const AT_ONCE = 10

/**
 * Whether messages that were kept are still in Discord. Asked when somebody looks, once for all who do, as the relay would
 * otherwise have to report every deletion there is. That one is gone is noted for good: messages do not come back.
 */
export class Fates {
  #sql: SqlStorage
  #discord: Discord
  #seen = new Map<Snowflake, Fate>()
  #asking = new Map<Snowflake, Promise<Fate>>()

  constructor(parts: { sql: SqlStorage; discord: Discord }) {
    this.#sql = parts.sql
    this.#discord = parts.discord
  }

  async of(refs: readonly MessageRef[]): Promise<Fate[]> {
    const now = Date.now()
    for (const [id, { at }] of this.#seen) if (now - at > HOLDS) this.#seen.delete(id)
    let room = AT_ONCE
    const fates = refs.map((ref) => {
      const known = this.#known(ref.messageId)
      if (known) return known
      if (room-- <= 0) return { messageId: ref.messageId, state: 'unknown' as const, at: now }
      const asking = this.#asking.get(ref.messageId) ?? this.#ask(ref)
      this.#asking.set(ref.messageId, asking)
      return asking.finally(() => this.#asking.delete(ref.messageId))
    })
    return Promise.all(fates)
  }

  #known(messageId: Snowflake): Fate | undefined {
    const seen = this.#seen.get(messageId)
    if (seen) return seen
    const [gone] = this.#sql.exec<{ at: number }>(`SELECT at FROM gone_messages WHERE message_id = ?`, messageId)
    return gone && { messageId, state: 'gone', at: gone.at }
  }

  async #ask({ channelId, messageId }: MessageRef): Promise<Fate> {
    const answer = await this.#discord.call({ method: 'GET', route: `/channels/${channelId}/messages/${messageId}` })
    const at = Date.now()
    if (!answer.ok && GONE.has(answer.discordCode ?? 0)) {
      this.#sql.exec(`INSERT OR IGNORE INTO gone_messages (message_id, at) VALUES (?, ?)`, messageId, at)
      return { messageId, state: 'gone', at }
    }
    const fate: Fate = { messageId, state: answer.ok ? 'there' : 'unknown', at }
    this.#seen.set(messageId, fate)
    return fate
  }
}
