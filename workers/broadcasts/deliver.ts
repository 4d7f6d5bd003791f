import { meter } from '#schema/meters/meter.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { saveResults } from '#schema/queries/deliveries.ts'
import { logEvent } from '#workers/actions/tell-ops.ts'
import { DeliveryMessage } from './delivery-message.ts'

/** Objects that send side by side: each may have only six connections open. */
const LANES = 4
/** The longest rest before what could not be sent is tried again, s. Ten tries last for about twenty minutes of outage. */
const LONGEST = 300

/** Hands each message to a sender; what could not be sent yet comes again later. */
export async function deliverBroadcasts(env: Env, batch: MessageBatch): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const parsed = DeliveryMessage.safeParse(message.body)
      if (!parsed.success) {
        console.error({ event: 'broadcast.unreadable', messageId: message.id })
        return message.ack()
      }
      const lane = Number(BigInt(parsed.data.guildIds[0] ?? 0) % BigInt(LANES))
      try {
        const done = await env.SENDER.getByName(`lane-${lane}`).deliver(parsed.data)
        if (done.ok) message.ack()
        else message.retry({ delaySeconds: restOf(message.attempts, done.retryMs) })
      } catch (error) {
        console.error({ event: 'broadcast.failed', broadcastId: parsed.data.broadcastId, message: String(error) })
        message.retry({ delaySeconds: restOf(message.attempts, 5_000) })
      }
    }),
  )
}

const restOf = (attempts: number, leastMs: number): number =>
  Math.min(LONGEST, Math.max(Math.ceil(leastMs / 1000), 2 ** (attempts - 1)))

/** What was tried until the queue gave up: failed, and said so. */
export async function buryDeliveries(env: Env, batch: MessageBatch): Promise<void> {
  for (const message of batch.messages) {
    const parsed = DeliveryMessage.safeParse(message.body)
    if (parsed.success) {
      const { broadcastId: id, guildIds } = parsed.data
      const results = guildIds.map((guildId) => ({
        guildId,
        state: 'failed' as const,
        reason: 'discord_down',
        channelId: null,
        messageId: null,
      }))
      await saveResults(registryDb(env), { id, results, now: Date.now() })
      meter.add('queue.dead')
      logEvent(env, {
        severity: 'error',
        type: 'broadcast_buried',
        guildId: null,
        message: `A batch of ${guildIds.length} servers was given up by the queue after every try.`,
        detail: { broadcastId: id },
      })
      await env.BROADCAST.getByName(id).schedule(Date.now())
    }
    message.ack()
  }
}
