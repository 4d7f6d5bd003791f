import * as z from 'zod/mini'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { saveBroken, saveFollowing } from '#schema/queries/guilds.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { tellFleet } from '#durable-objects/fleet/tell-fleet.ts'
import { announcementChannelOf } from '#durable-objects/ops/tell-ops.ts'

const FOLLOWING = 'news.following'
const UNKNOWN_WEBHOOK = 10015

const Followed = z.object({ channel_id: Snowflake, webhook_id: Snowflake })

/** Which channel here follows which announcement channel, and the webhook that Discord made for it. */
interface Following {
  channelId: Snowflake
  source: Snowflake
  webhookId: Snowflake
}

/**
 * `follow`: has the channel follow the announcement channel, or (null) none; refusals are no_announcement_channel and Discord's.
 * `try`: posts a line to it. `changed`: a broadcast found it broken, or whole again.
 */
export type NewsWish =
  | { type: 'follow'; channelId: Snowflake | null }
  | { type: 'try'; channelId: Snowflake }
  | { type: 'changed' }

/** How news of the bot's developers come here: posted by the bot, or by Discord's following of their announcement channel. */
export class News {
  #env: Env
  #guildId: Snowflake
  #discord: Discord
  #kv: SyncKvStorage
  #publish: (event: LiveEvent) => void

  constructor(parts: {
    env: Env
    guildId: Snowflake
    discord: Discord
    kv: SyncKvStorage
    publish: (event: LiveEvent) => void
  }) {
    this.#env = parts.env
    this.#guildId = parts.guildId
    this.#discord = parts.discord
    this.#kv = parts.kv
    this.#publish = parts.publish
  }

  async do(wish: NewsWish): Promise<{ ok: true } | Failure> {
    if (wish.type === 'follow') return this.#follow(wish.channelId)
    if (wish.type === 'try') return this.#tryOut(wish.channelId)
    this.#publish({ type: 'settings.changed', data: {} })
    return { ok: true }
  }

  async #follow(channelId: Snowflake | null): Promise<{ ok: true } | Failure> {
    const now = this.#kv.get<Following>(FOLLOWING)
    if (channelId === null && !now) return { ok: true }
    const source = channelId === null ? null : ((await announcementChannelOf(this.#env))?.channelId ?? null)
    if (channelId !== null && source === null) return fail('no_announcement_channel')
    if (now && now.channelId === channelId && now.source === source) return { ok: true }
    if (channelId !== null && source !== null) {
      const answer = await this.#discord.call({
        method: 'POST',
        route: `/channels/${source}/followers`,
        body: { webhook_channel_id: channelId },
        read: Followed,
        permission: 'manageWebhooks',
      })
      if (!answer.ok) return answer.failure
      this.#kv.put(FOLLOWING, { channelId, source, webhookId: answer.value.webhook_id } satisfies Following)
    }
    if (now) {
      const gone = await this.#discord.call({ method: 'DELETE', route: `/webhooks/${now.webhookId}` })
      if (!gone.ok && gone.discordCode !== UNKNOWN_WEBHOOK && channelId === null) return gone.failure
      if (channelId === null) this.#kv.delete(FOLLOWING)
    }
    await saveFollowing(registryDb(this.#env), this.#guildId, source)
    return { ok: true }
  }

  /** Posts a line to the channel, to see whether news can be posted there; then it is not broken any more. */
  async #tryOut(channelId: Snowflake): Promise<{ ok: true } | Failure> {
    const embeds = [{ description: "News from the bot's developers are posted here." }]
    const answer = await this.#discord.call({
      method: 'POST',
      route: `/channels/${channelId}/messages`,
      body: { embeds, allowed_mentions: { parse: [] } },
      permission: 'sendMessages',
    })
    const broken = answer.ok ? null : answer.failure.code
    if (answer.ok || !answer.retry) await saveBroken(registryDb(this.#env), this.#guildId, broken)
    tellFleet(this.#env, [this.#guildId])
    this.#publish({ type: 'settings.changed', data: {} })
    return answer.ok ? { ok: true } : answer.failure
  }
}
