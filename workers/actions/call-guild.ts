import type { DurableObject } from 'cloudflare:workers'
import { meter } from '#schema/meters/meter.ts'
import type { Guild } from '#durable-objects/guild/guild.ts'

/** A guild's object as its callers see it: plain values, without the wrappers of the RPC types. */
export type GuildCalls = Omit<Guild, keyof DurableObject>

const WAITS = [50, 200, 800]

/**
 * Calls a guild's object, again on a new stub when the platform says that it may be (a deploy, a lost connection), so
 * `call` must be safe to repeat. Throws what the object threw, or the last fault.
 */
export async function callGuild<T>(
  env: Pick<Env, 'GUILD'>,
  guildId: string,
  call: (guild: GuildCalls) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    meter.add('objects.calls')
    try {
      return await call(env.GUILD.getByName(guildId))
    } catch (error) {
      const wait = WAITS[attempt]
      if (wait === undefined || !isRetryable(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

/** The platform marks its own faults with these. */
const flag = (error: unknown, name: 'retryable' | 'overloaded'): boolean =>
  error instanceof Error && Reflect.get(error, name) === true

const isRetryable = (error: unknown): boolean => flag(error, 'retryable') && !flag(error, 'overloaded')
export const isOverloaded = (error: unknown): boolean => flag(error, 'overloaded')
