import * as z from 'zod/mini'
import type { Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { memberName, type GuildState, type Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { getMember } from '#schema/queries/members.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordBan, DiscordChannel, DiscordUser, toPerson } from '#durable-objects/discord/shapes.ts'
import type { Knowledge } from './check.ts'
import type { Facts } from './facts.ts'
import { DiscordGuild, toChannel } from './from-discord.ts'
import { DiscordAway, type People } from './people.ts'
import type { RelayLink } from './relay-link.ts'
import type { SettingsBook } from './settings.ts'

/** Without a relay that tells of changes, roles and channels read from Discord are good for this long. */
const GOOD_FOR = 60_000
/** Discord's codes for "you are not there": unknown guild, no access. */
const NOT_THERE = new Set([10004, 50001])

export type Found = { ok: true; person: Person; member: Member | null; banned: boolean | null }

/** What the guild's object knows of its server, and how it finds out. */
export class GuildKnowledge implements Knowledge {
  #guildId: Snowflake
  #discord: Discord
  #db: () => Promise<Db>
  #facts: Facts
  #people: People
  #link: RelayLink
  #settings: SettingsBook
  #publish: (event: LiveEvent) => void
  #readAt = 0
  #reading: Promise<GuildState | null> | null = null

  constructor(parts: {
    guildId: Snowflake
    discord: Discord
    db: () => Promise<Db>
    facts: Facts
    people: People
    link: RelayLink
    settings: SettingsBook
    publish: (event: LiveEvent) => void
  }) {
    this.#guildId = parts.guildId
    this.#discord = parts.discord
    this.#db = parts.db
    this.#facts = parts.facts
    this.#people = parts.people
    this.#link = parts.link
    this.#settings = parts.settings
    this.#publish = parts.publish
  }

  settingsOf(): Promise<Settings> {
    return this.#settings.settingsOf()
  }
  botMember(): Promise<Member | null> {
    return this.#people.botMember()
  }
  memberOf(userId: Snowflake, how: { fresh: boolean }): Promise<Member | null> {
    return this.#people.memberOf(userId, how)
  }

  /** Name, owner, roles, channels: from the gateway while its relay is at work, else from Discord. Null: the bot is not there. */
  async guildState(): Promise<GuildState | null> {
    const known = this.#facts.state()
    if (known && (Date.now() - this.#readAt < GOOD_FOR || (await this.#link.isOnline()))) return this.#facts.state()
    try {
      this.#reading ??= this.#read()
      return await this.#reading
    } catch (error) {
      if (known && error instanceof DiscordAway) return known
      throw error
    } finally {
      this.#reading = null
    }
  }

  /** Someone who is, was or never was in the server; without Discord, as they were when last seen. */
  async find(userId: Snowflake): Promise<Found | Failure> {
    const [member, ban] = await Promise.all([
      this.#people.memberOf(userId, { fresh: true }).catch(() => undefined),
      this.#discord.call({ method: 'GET', route: `/guilds/${this.#guildId}/bans/${userId}`, read: DiscordBan }),
    ])
    const banned = ban.ok ? true : ban.discordCode === 10026 ? false : null
    if (member) return { ok: true, person: personOf(member), member, banned }
    if (ban.ok) return { ok: true, person: toPerson(ban.value.user), member: null, banned }
    const user =
      member === null
        ? await this.#discord.call({ method: 'GET', route: `/users/${userId}`, read: DiscordUser })
        : undefined
    if (user?.ok) return { ok: true, person: toPerson(user.value), member: null, banned }
    if (user && !user.retry) return fail('unknown_user')
    const seen = await getMember(await this.#db(), this.#guildId, userId)
    if (!seen) return fail('discord_down')
    return { ok: true, person: personOf(seen), member: seen.leftAt === null ? seen : null, banned }
  }

  async #read(): Promise<GuildState | null> {
    const route = `/guilds/${this.#guildId}` as const
    const [guild, channels] = await Promise.all([
      this.#discord.call({ method: 'GET', route, query: { with_counts: 'true' }, read: DiscordGuild }),
      this.#discord.call({ method: 'GET', route: `${route}/channels`, read: z.array(DiscordChannel) }),
    ])
    for (const answer of [guild, channels])
      if (!answer.ok) {
        if (NOT_THERE.has(answer.discordCode ?? 0)) return null
        throw new DiscordAway(answer.failure.message)
      }
    if (!guild.ok || !channels.ok) return null
    const { id, name, icon, owner_id: ownerId, roles, approximate_member_count: count } = guild.value
    // a relay that comes back tells of who came and went meanwhile: Discord's count already has them
    const memberCount = this.#facts.state()?.memberCount ?? count ?? 0
    const read = { id, name, icon, ownerId, memberCount, roles, channels: channels.value.map(toChannel) }
    for (const news of this.#facts.replace(read)) this.#publish(news)
    this.#readAt = Date.now()
    return this.#facts.state()
  }
}

export const personOf = (m: Member): Person => ({ id: m.id, name: memberName(m), avatar: m.avatar, bot: m.bot })
