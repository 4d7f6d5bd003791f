import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod/mini'
import type { Broadcast as Sent, SkipReason } from '#schema/contract/broadcast.ts'
import { fail, type Failure, type FailureCode } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { getBroadcast } from '#schema/queries/broadcasts.ts'
import { saveResults, takeDeliveries, type Due, type Result } from '#schema/queries/deliveries.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { Discord, type Answer } from '#durable-objects/discord/discord.ts'
import { DiscordMessage } from '#durable-objects/discord/shapes.ts'
import { tellFleet } from '#durable-objects/fleet/tell-fleet.ts'
import { switchesOf } from '#durable-objects/ops/tell-ops.ts'
import { messageBody, textsOf, type Said } from './message-body.ts'

/** Discord remembers a nonce for a few minutes; what was tried before that is looked for in the channel. */
const NONCE_HOLDS = 120_000
/** Of one batch: with ten batches side by side enough for slow answers, and few that wait for their moment ahead of a moderator. */
const AT_ONCE = 3
const LOOK_BACK = 50
const ALREADY_CROSSPOSTED = 40033
/** Refusals that stay until somebody changes something in that server. */
const broken = new Set<FailureCode>(['unknown_channel', 'wrong_channel', 'bot_missing_permission', 'bot_not_in_guild'])

const Posted = z.array(
  z.object({
    id: Snowflake,
    author: z.object({ id: Snowflake }),
    embeds: z.optional(z.array(z.unknown())),
    components: z.optional(z.array(z.unknown())),
    timestamp: z.string(),
  }),
)

type Delivered = { ok: true } | { ok: false; retryMs: number }
type Later = { retryMs: number }

/** Sends broadcasts to servers, a batch at a time; one object of a few lanes. Each server gets a broadcast once. */
export class BroadcastSender extends DurableObject<Env> {
  #discord = new Discord(this.env)

  /** Delivers to those of these servers that are still to get it. Not ok: some are left, for a later try. */
  async deliver({ broadcastId, guildIds }: { broadcastId: string; guildIds: string[] }): Promise<Delivered> {
    const db = registryDb(this.env)
    const broadcast = await getBroadcast(db, broadcastId)
    if (broadcast?.state !== 'sending' && broadcast?.state !== 'stopped') return { ok: true }
    const begun = broadcast.state === 'stopped'
    // what is paused stays pending; the broadcast hands it out again
    if (!begun && (await switchesOf(this.env))?.broadcasts) return { ok: true }
    const { id, category } = broadcast
    const due = await takeDeliveries(db, { id, category, guildIds, begun, now: Date.now() })
    const results: Result[] = due.flatMap(({ guildId, skip }) => (skip ? [skipped(guildId, skip)] : []))
    const waiting = due.filter(({ skip }) => skip === null)
    const left = await this.#sendAll(broadcast, waiting, results)
    const changed = await saveResults(db, { id: broadcastId, results, now: Date.now() })
    tellFleet(this.env, changed)
    await this.env.BROADCAST.getByName(broadcastId).delivered(results.map(({ state, reason }) => ({ state, reason })))
    await Promise.allSettled(changed.map((guildId) => this.env.GUILD.getByName(guildId).news({ type: 'changed' })))
    return left ? { ok: false, retryMs: left.retryMs } : { ok: true }
  }

  /** Posts it once, into a channel of the developer's own choice; nothing of it is counted. */
  async sendTest(broadcast: Said, channelId: string): Promise<{ ok: true; messageId: string } | Failure> {
    const answer = await this.#discord.call({
      method: 'POST',
      route: `/channels/${channelId}/messages`,
      body: messageBody(broadcast),
      read: DiscordMessage,
      permission: 'sendMessages',
    })
    return answer.ok ? { ok: true, messageId: answer.value.id } : answer.failure
  }

  /** Posts it once in the announcement channel and has Discord carry it to all who follow. Doing it again does it once. */
  async crosspost(
    broadcast: Sent,
    channelId: string,
  ): Promise<{ ok: true; messageId: string } | { ok: false; failure: Failure; retryMs: number | null }> {
    const to: Due = { guildId: channelId, channelId, color: null, triedAt: broadcast.startedAt, skip: null }
    const discord = this.#discord.at('broadcast')
    const posted = await this.#post(discord, broadcast, to)
    if (!posted.ok) return refused(posted)
    const route = `/channels/${channelId}/messages/${posted.value.id}/crosspost` as const
    const answer = await discord.call({ method: 'POST', route, permission: 'sendMessages' })
    if (answer.ok || answer.discordCode === ALREADY_CROSSPOSTED) return { ok: true, messageId: posted.value.id }
    return refused(answer)
  }

  /** Each call waits for its own moment of the budget: leased together, those of a slow second would go out with the next. */
  async #sendAll(broadcast: Sent, waiting: readonly Due[], results: Result[]): Promise<Later | null> {
    const discord = this.#discord.at('broadcast')
    let left: Later | null = null
    const line = waiting.values()
    const work = async (): Promise<void> => {
      for (const one of line) {
        const done = await this.#send(discord, broadcast, one)
        if ('state' in done) results.push(done)
        else left = { retryMs: Math.max(left?.retryMs ?? 0, done.retryMs) }
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, work))
    return left
  }

  async #send(discord: Discord, broadcast: Sent, due: Due): Promise<Result | Later> {
    const { guildId, channelId } = due
    if (broadcast.state === 'stopped') {
      const before = await this.#find(discord, broadcast, due)
      if (before === null) return skipped(guildId, 'stopped')
      return typeof before === 'string' ? sent(due, before) : before
    }
    const answer = await this.#post(discord, broadcast, due)
    if (answer.ok) return sent(due, answer.value.id)
    if (answer.retry) return { retryMs: answer.retryMs ?? 1_000 }
    const { code } = answer.failure
    return {
      guildId,
      state: 'failed',
      reason: code,
      channelId,
      messageId: null,
      brokenBy: broken.has(code) ? code : undefined,
    }
  }

  /** Posts it under its nonce; what was tried too long ago for that is looked for first. */
  async #post(discord: Discord, broadcast: Sent, due: Due): Promise<Answer<{ id: string }>> {
    const { guildId, channelId, triedAt, color } = due
    const isOld = triedAt !== null && Date.now() - triedAt > NONCE_HOLDS
    const before = isOld ? await this.#find(discord, broadcast, due) : null
    if (typeof before === 'string') return { ok: true, value: { id: before } }
    if (before) return { ok: false, retry: true, failure: fail('discord_down'), sent: 'maybe', ...before }
    return discord.call({
      method: 'POST',
      route: `/channels/${channelId}/messages`,
      body: { ...messageBody(broadcast, color), nonce: await nonceOf(broadcast.id, guildId), enforce_nonce: true },
      read: DiscordMessage,
      permission: 'sendMessages',
    })
  }

  /** The message an earlier try may have left in the channel; null: it did not. */
  async #find(discord: Discord, { startedAt, ...broadcast }: Sent, { channelId }: Due): Promise<string | null | Later> {
    const answer = await discord.call({
      method: 'GET',
      route: `/channels/${channelId}/messages`,
      query: { limit: String(LOOK_BACK) },
      read: Posted,
    })
    if (!answer.ok) return answer.retry ? { retryMs: answer.retryMs ?? 1_000 } : null
    const { embeds, components } = messageBody(broadcast)
    const written = JSON.stringify(textsOf([embeds, components]).toSorted())
    const found = answer.value.find(
      (message) =>
        message.author.id === this.env.DISCORD_APPLICATION_ID &&
        Date.parse(message.timestamp) >= (startedAt ?? 0) &&
        JSON.stringify(textsOf([message.embeds, message.components]).toSorted()) === written,
    )
    return found?.id ?? null
  }
}

const skipped = (guildId: string, reason: SkipReason): Result => ({
  guildId,
  state: 'skipped',
  reason,
  channelId: null,
  messageId: null,
})
const sent = ({ guildId, channelId }: Due, messageId: string): Result => ({
  guildId,
  state: 'sent',
  reason: null,
  channelId,
  messageId,
  brokenBy: null,
})
const refused = ({ failure, retry, retryMs }: Extract<Answer<unknown>, { ok: false }>) => ({
  ok: false as const,
  failure,
  retryMs: retry ? (retryMs ?? 1_000) : null,
})

/** The same for the same broadcast and server, at most 25 characters. */
async function nonceOf(broadcastId: string, guildId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${broadcastId}:${guildId}`))
  return Array.from(new Uint8Array(digest).subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
