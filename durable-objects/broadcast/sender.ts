import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod/mini'
import type { Broadcast as Sent } from '#schema/contract/broadcast.ts'
import type { Failure, FailureCode } from '#schema/contract/failure.ts'
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
/** As many connections as one invocation may have open. */
const AT_ONCE = 6
const LOOK_BACK = 50
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

/** Sends broadcasts to servers, a batch at a time; one object of a few lanes. Each server gets a broadcast once. */
export class BroadcastSender extends DurableObject<Env> {
  #discord = new Discord(this.env)

  /** Delivers to those of these servers that are still to get it. Not ok: some are left, for a later try. */
  async deliver({ broadcastId, guildIds }: { broadcastId: string; guildIds: string[] }): Promise<Delivered> {
    const db = registryDb(this.env)
    const broadcast = await getBroadcast(db, broadcastId)
    if (broadcast?.state !== 'sending') return { ok: true }
    // what is paused stays pending; the broadcast hands it out again
    if ((await switchesOf(this.env))?.broadcasts) return { ok: true }
    const due = await takeDeliveries(db, { id: broadcastId, guildIds, now: Date.now() })
    await this.#discord.reserve(due.length, 'broadcast')
    const results: Result[] = []
    let retryMs = 0
    const waiting = due.values()
    const work = async (): Promise<void> => {
      for (const one of waiting) {
        const done = await this.#send(broadcast, one)
        if ('state' in done) results.push(done)
        else retryMs = Math.max(retryMs, done.retryMs)
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, due.length) }, work))
    await saveResults(db, { id: broadcastId, results, now: Date.now() })
    tellFleet(
      this.env,
      results.filter(({ brokenBy }) => brokenBy).map(({ guildId }) => guildId),
    )
    await this.env.BROADCAST.getByName(broadcastId).delivered(results.map(({ state, reason }) => ({ state, reason })))
    const hurt = results.filter(({ brokenBy }) => brokenBy).map(({ guildId }) => guildId)
    await Promise.allSettled(hurt.map((id) => this.env.GUILD.getByName(id).broadcastFailed()))
    return retryMs > 0 ? { ok: false, retryMs } : { ok: true }
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

  async #send(broadcast: Sent, due: Due): Promise<Result | { retryMs: number }> {
    const { guildId, channelId, triedAt, color } = due
    const before = triedAt !== null && Date.now() - triedAt > NONCE_HOLDS ? await this.#find(broadcast, due) : null
    const sent = (messageId: string): Result => ({
      guildId,
      state: 'sent',
      reason: null,
      channelId,
      messageId,
      brokenBy: null,
    })
    if (before) return sent(before)
    const answer: Answer<{ id: string }> = await this.#discord.call({
      method: 'POST',
      route: `/channels/${channelId}/messages`,
      body: { ...messageBody(broadcast, color), nonce: await nonceOf(broadcast.id, guildId), enforce_nonce: true },
      read: DiscordMessage,
      permission: 'sendMessages',
      priority: 'broadcast',
    })
    if (answer.ok) return sent(answer.value.id)
    if (answer.retry) return { retryMs: answer.retryMs ?? 1_000 }
    const { code } = answer.failure
    const brokenBy = broken.has(code) ? code : undefined
    return { guildId, state: 'failed', reason: code, channelId, messageId: null, brokenBy }
  }

  /** The message an earlier try may have left in the channel. */
  async #find({ startedAt, ...broadcast }: Sent, { channelId }: Due): Promise<string | null> {
    const answer = await this.#discord.call({
      method: 'GET',
      route: `/channels/${channelId}/messages`,
      query: { limit: String(LOOK_BACK) },
      read: Posted,
      priority: 'broadcast',
    })
    if (!answer.ok) return null
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

/** The same for the same broadcast and server, at most 25 characters. */
async function nonceOf(broadcastId: string, guildId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${broadcastId}:${guildId}`))
  return Array.from(new Uint8Array(digest).subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
