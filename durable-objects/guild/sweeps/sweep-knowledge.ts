import type { GuildState, Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { getMember } from '#schema/queries/members.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'

/**
 * What a sweep's many actions are checked by. Asking Discord for each of thousands would take longer than the acts themselves:
 * while the member list stands whole, it is asked, and Discord only for who is not on it.
 */
export class SweepKnowledge implements Knowledge {
  #know: Knowledge
  #guildId: Snowflake
  #db: () => Promise<Db>
  #listWhole: () => boolean

  constructor(parts: { know: Knowledge; guildId: Snowflake; db: () => Promise<Db>; listWhole: () => boolean }) {
    this.#know = parts.know
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#listWhole = parts.listWhole
  }

  guildState(): Promise<GuildState | null> {
    return this.#know.guildState()
  }
  botMember(): Promise<Member | null> {
    return this.#know.botMember()
  }
  settingsOf(): Promise<Settings> {
    return this.#know.settingsOf()
  }

  async memberOf(userId: Snowflake): Promise<Member | null> {
    if (this.#listWhole()) {
      const seen = await getMember(await this.#db(), this.#guildId, userId)
      if (seen) return seen.leftAt === null ? seen : null
    }
    return this.#know.memberOf(userId, { fresh: false })
  }
}
