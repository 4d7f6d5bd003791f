import * as z from 'zod/mini'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'

const DiscordBans = z.array(z.object({ user: z.object({ id: Snowflake }) }))
const A_PAGE = 1000
/** Set while the list stands: it was read whole, and is kept true. */
const WHOLE = 'bans.whole'

/**
 * Who is banned. Read from Discord page by page when it is first needed, kept true by what the gateway tells and by what
 * Wardroom does itself, and read anew once the gateway may have missed something.
 */
export class BanList {
  #sql: SqlStorage
  #kv: SyncKvStorage
  #guildId: Snowflake
  #discord: Discord
  #isHeard: () => Promise<boolean>
  #reading: Promise<Failure | null> | null = null
  /** told while a reading is under way, which may be older */
  #told: Map<Snowflake, boolean> | null = null
  #sessions = 0

  constructor(parts: {
    sql: SqlStorage
    kv: SyncKvStorage
    guildId: Snowflake
    discord: Discord
    /** whether the gateway is listened to, so that nothing is missed */
    isHeard: () => Promise<boolean>
  }) {
    this.#sql = parts.sql
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#discord = parts.discord
    this.#isHeard = parts.isHeard
  }

  /** Someone was banned or unbanned; synchronous, to be stored with what it comes in. */
  note(userId: Snowflake, banned: boolean): void {
    this.#told?.set(userId, banned)
    if (!this.#kv.get(WHOLE)) return
    if (banned) this.#sql.exec(`INSERT OR IGNORE INTO bans (user_id) VALUES (?)`, userId)
    else this.#sql.exec(`DELETE FROM bans WHERE user_id = ?`, userId)
  }

  /** A gateway session begins: bans of its absence went untold. */
  begin(): void {
    this.#sessions++
    if (this.#kv.get(WHOLE)) this.#kv.delete(WHOLE)
  }

  /** Whether the list stands now. */
  get isWhole(): boolean {
    return this.#kv.get(WHOLE) === true
  }

  /** Reads the list unless it stands; null when it does, or why it cannot be known. */
  async read(): Promise<Failure | null> {
    if (this.isWhole && (await this.#isHeard())) return null
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null))
    return this.#reading
  }

  /** Which of these are banned, as far as is known. */
  among(userIds: readonly Snowflake[]): Set<Snowflake> {
    const rows = this.#sql.exec<{ user_id: string }>(
      `SELECT user_id FROM bans WHERE user_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(userIds),
    )
    return new Set([...rows].map((row) => row.user_id))
  }

  async #readAll(): Promise<Failure | null> {
    this.#told = new Map()
    const seen = new Set<Snowflake>()
    const session = this.#sessions
    try {
      for (let after = '0'; ;) {
        const page = await this.#discord.call({
          method: 'GET',
          route: `/guilds/${this.#guildId}/bans`,
          query: { limit: String(A_PAGE), after },
          read: DiscordBans,
          permission: 'banMembers',
          priority: 'sweep',
        })
        if (!page.ok) return page.failure
        for (const { user } of page.value) seen.add(user.id)
        const last = page.value.at(-1)?.user.id
        if (!last || page.value.length < A_PAGE) break
        after = last
      }
      for (const [id, banned] of this.#told)
        if (banned) seen.add(id)
        else seen.delete(id)
      this.#replace([...seen])
      if (session === this.#sessions) this.#kv.put(WHOLE, true)
      return null
    } catch (error) {
      console.error('the list of bans was not read', error)
      return fail('discord_down')
    } finally {
      this.#told = null
    }
  }

  /** Writes only the difference. */
  #replace(ids: readonly Snowflake[]): void {
    const chunks: Snowflake[][] = []
    for (let i = 0; i < ids.length; i += A_PAGE * 5) chunks.push(ids.slice(i, i + A_PAGE * 5))
    const present = new Set(ids)
    const gone = [...this.#sql.exec<{ user_id: string }>(`SELECT user_id FROM bans`)].filter(
      (row) => !present.has(row.user_id),
    )
    for (const { user_id } of gone) this.#sql.exec(`DELETE FROM bans WHERE user_id = ?`, user_id)
    for (const chunk of chunks)
      this.#sql.exec(`INSERT OR IGNORE INTO bans (user_id) SELECT value FROM json_each(?)`, JSON.stringify(chunk))
  }
}
