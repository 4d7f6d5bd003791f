import type { Person } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import { sign } from '#schema/contract/signature.ts'
import type { SweepAnswer, SweepCommand, SweepOrder } from '#schema/contract/sweep.ts'
import { readConfig } from '#workers/config.ts'
import { callGuild, isOverloaded } from './call-guild.ts'

/** How long a signed order may travel before the guild's object refuses it, ms. */
const LIFETIME = 60_000

/** The one way a sweep is moved: sign who orders what of exactly which plan, and hand it to the guild's object. */
export async function submitSweep(
  env: Env,
  asked: {
    guildId: string
    sweepId: string
    command: SweepCommand
    actor: Person
    acting?: number | undefined
    requestId: string | null
  },
): Promise<SweepAnswer> {
  const now = Date.now()
  const order: SweepOrder = { ...asked, at: now }
  const signed = await sign('sweep', readConfig(env).actionKeys, order, { now, lifetime: LIFETIME })
  try {
    return await callGuild(env, asked.guildId, (guild) => guild.commandSweep(signed))
  } catch (error) {
    if (!isOverloaded(error)) throw error
    return fail('rate_limited', { seconds: 5 })
  }
}
