import { callGuild } from '#workers/actions/call-guild.ts'
import { UpkeepMessage } from './upkeep-message.ts'

/** Wakes each guild of the batch once; a message that is none is dropped, a guild that cannot be woken comes again. */
export async function wakeGuilds(env: Env, batch: MessageBatch): Promise<void> {
  const waking = new Map<string, Promise<void>>()
  await Promise.all(
    batch.messages.map(async (message) => {
      const parsed = UpkeepMessage.safeParse(message.body)
      if (!parsed.success) {
        console.error({ event: 'upkeep.unreadable', messageId: message.id })
        return message.ack()
      }
      const { guildId } = parsed.data
      const woken = waking.get(guildId) ?? callGuild(env, guildId, (guild) => guild.wake())
      waking.set(guildId, woken)
      try {
        await woken
        message.ack()
      } catch (error) {
        console.error({ event: 'upkeep.failed', guildId, message: String(error) })
        message.retry()
      }
    }),
  )
}
