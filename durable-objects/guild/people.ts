import type { Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordUser } from '#durable-objects/discord/shapes.ts'
import { DiscordMember, toMember } from './from-discord.ts'

/** Discord could not be asked, or did not answer. */
export class DiscordAway extends Error {
  override name = 'DiscordAway'
}

/** What was heard of a member is good for this long, and of so many. */
const GOOD_FOR = 60_000
const MOST = 2_000
/** Discord's codes for "no such member": unknown guild, member, user; no access to the guild. */
const NOT_HERE = new Set([10004, 10007, 10013, 50001])
const BOT_ID = 'people.bot'

/** The members of the guild, as Discord has them. */
export class People {
  #discord: Discord
  #guildId: Snowflake
  #applicationId: Snowflake
  #kv: SyncKvStorage
  #known = new Map<Snowflake, { member: Member | null; at: number }>()
  #asking = new Map<Snowflake, Promise<Member | null>>()

  constructor(parts: { discord: Discord; guildId: Snowflake; applicationId: Snowflake; kv: SyncKvStorage }) {
    this.#discord = parts.discord
    this.#guildId = parts.guildId
    this.#applicationId = parts.applicationId
    this.#kv = parts.kv
  }

  /** Null: not in the server. `fresh` asks Discord; otherwise what was heard within a minute will do. Throws DiscordAway. */
  async memberOf(userId: Snowflake, { fresh }: { fresh: boolean }): Promise<Member | null> {
    const known = this.#known.get(userId)
    if (!fresh && known && Date.now() - known.at < GOOD_FOR) return known.member
    const asking = this.#asking.get(userId) ?? this.#ask(userId)
    this.#asking.set(userId, asking)
    return asking.finally(() => this.#asking.delete(userId))
  }

  /** What was last heard of someone, however long ago; nobody is asked. */
  heardOf(userId: Snowflake): Member | null {
    return this.#known.get(userId)?.member ?? null
  }

  /** What the gateway said of someone. */
  note(userId: Snowflake, member: Member | null): void {
    this.#known.delete(userId)
    this.#known.set(userId, { member, at: Date.now() })
    if (this.#known.size > MOST) for (const oldest of this.#known.keys()) return void this.#known.delete(oldest)
  }

  /** A bot's user id is its application's, but for the oldest applications. */
  botId(): Snowflake {
    return this.#kv.get<string>(BOT_ID) ?? this.#applicationId
  }

  async botMember(): Promise<Member | null> {
    const member = await this.memberOf(this.botId(), { fresh: false })
    if (member || this.#kv.get<string>(BOT_ID)) return member
    const me = await this.#discord.call({ method: 'GET', route: '/users/@me', read: DiscordUser })
    if (!me.ok) throw new DiscordAway(me.failure.message)
    this.#kv.put(BOT_ID, me.value.id)
    return me.value.id === this.#applicationId ? null : this.memberOf(me.value.id, { fresh: false })
  }

  async #ask(userId: Snowflake): Promise<Member | null> {
    const askedAt = Date.now()
    const answer = await this.#discord.call({
      method: 'GET',
      route: `/guilds/${this.#guildId}/members/${userId}`,
      read: DiscordMember,
    })
    if (!answer.ok && !NOT_HERE.has(answer.discordCode ?? 0)) throw new DiscordAway(answer.failure.message)
    const heard = this.#known.get(userId)
    if (heard && heard.at > askedAt) return heard.member
    const member = answer.ok ? toMember(answer.value) : null
    this.note(userId, member)
    return member
  }
}
