import type { MessageRef } from '#schema/contract/action.ts'
import type { Fate } from '#schema/contract/fate.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'

/** Discord's codes for a channel and a message that are no more. */
const GONE = new Set([10003, 10008])
/** What was there, or could not be told, is not asked for again before this (ms): from the look on, the relay tells. */
const HOLDS = 3_000
/** What was looked at no longer ago is told when it goes; ms. */
const LOOKED_FOR = 86_400_000
/** As many as are asked for at once: an action names no more. */
const AT_ONCE = 10

type Looked = { id: Snowflake }

/**
 * Whether messages that were kept are still in Discord. Asked when somebody looks, once for all who do; from then on the relay
 * tells, which reports deletions while the guild has someone looking. That one is gone is noted for good.
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

  /** Notes which of these, or of a channel that went, were looked at lately; gives them. */
  noteGone(where: { messageIds: readonly Snowflake[] } | { channelId: Snowflake }, at: number): Snowflake[] {
    const looked =
      'channelId' in where
        ? this.#sql.exec<Looked>(`SELECT message_id AS id FROM looked_messages WHERE channel_id = ?`, where.channelId)
        : this.#sql.exec<Looked>(
            `SELECT message_id AS id FROM looked_messages WHERE message_id IN (SELECT value FROM json_each(?))`,
            JSON.stringify(where.messageIds),
          )
    const ids = [...looked].map(({ id }) => id)
    for (const id of ids) this.#keepGone(id, at)
    return ids
  }

  #keepGone(messageId: Snowflake, at: number): void {
    this.#sql.exec(`INSERT OR IGNORE INTO gone_messages (message_id, at) VALUES (?, ?)`, messageId, at)
    this.#sql.exec(`DELETE FROM looked_messages WHERE message_id = ?`, messageId)
    this.#seen.delete(messageId)
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
      this.#keepGone(messageId, at)
      return { messageId, state: 'gone', at }
    }
    if (answer.ok) {
      this.#sql.exec(`DELETE FROM looked_messages WHERE at < ?`, at - LOOKED_FOR)
      // a look soon after another costs no row
      this.#sql.exec(
        `INSERT INTO looked_messages (message_id, channel_id, at) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at - at > ${LOOKED_FOR / 24}`,
        messageId,
        channelId,
        at,
      )
    }
    const fate: Fate = { messageId, state: answer.ok ? 'there' : 'unknown', at }
    this.#seen.set(messageId, fate)
    return fate
  }
}
