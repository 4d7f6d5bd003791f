import { logEvent } from '#workers/actions/tell-ops.ts'
import { meter } from '#schema/meters/meter.ts'
import type { RelayBatch } from '#schema/contract/gateway.ts'

/** A Worker may hold six connections open; calls to objects are lighter, but a batch must not crowd out the rest. */
const AT_ONCE = 8

/**
 * Hands each guild its events. Gives the guilds whose object did not take them: the relay repeats the whole batch, and
 * the objects that already took it answer without doing it again.
 */
export async function deliver(
  env: Env,
  { epoch, batch, guilds }: Pick<RelayBatch, 'epoch' | 'batch' | 'guilds'>,
): Promise<string[]> {
  const failed: string[] = []
  // the relay's own object, and each server's
  meter.add('objects.calls', 1 + guilds.length)
  const waiting = guilds.values()
  const work = async (): Promise<void> => {
    for (const { guildId, events } of waiting)
      try {
        await env.GUILD.getByName(guildId).ingest({ epoch, batch, events })
      } catch (error) {
        failed.push(guildId)
        console.error({ event: 'ingest.failed', guildId, epoch, batch, error: String(error) })
        const message = `The relay's events were not taken: ${String(error)}`
        logEvent(env, { severity: 'error', type: 'error', guildId, message, detail: { epoch, batch } })
      }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, guilds.length) }, work))
  return failed
}
