import type { Action, Deed, Outcome, Person, Source } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import type { SeatLevel } from '#schema/contract/seat.ts'
import { sign } from '#schema/contract/signature.ts'
import { readConfig } from '#workers/config.ts'
import { callGuild, isOverloaded } from './call-guild.ts'
import { noteRefusal } from './note-refusal.ts'
import { readSwitches } from './read-switches.ts'
import { refuseDeed } from './refuse-deed.ts'

/** How long a signed action may travel before the guild's object refuses it, ms. */
const LIFETIME = 60_000

export interface Submission {
  /** the asker's own id of the action: asking twice is one action */
  id: string
  guildId: string
  deed: Deed
  source: Exclude<Source, 'discord' | 'schedule' | 'sweep' | 'escalation' | 'import'>
  actor: Person
  /** Discord's permission bits of the actor, fresh */
  permissions: bigint
  /** the actor's seat; needed from the dashboard, not asked of commands, where Discord's permission decides */
  level?: SeatLevel | undefined
  about?: number | undefined
  evidence?: Action['evidence']
  report?: number | undefined
  answer?: string | undefined
  despite?: boolean | undefined
  reply?: Action['reply']
  /** of the request or interaction that asks */
  requestId?: string
}

/**
 * The one way an action begins: authorise, sign, hand to the guild's object. Gives its outcome, or the refusal;
 * `unknown_outcome` when the object could not be reached for an answer, in which case asking again with the same id is safe.
 */
export async function submitAction(env: Env, asked: Submission): Promise<Outcome> {
  const { id, guildId, deed, source, actor, about, evidence, report, answer, despite, reply, requestId } = asked
  if ((source === 'dashboard' || source === 'report') && !asked.level)
    throw new Error('an action from the dashboard comes with a seat')
  const refusal = refuseDeed(deed.kind, asked)
  if (refusal) {
    await noteRefusal(env, asked, refusal)
    return refusal
  }
  const { writes } = await readSwitches(env)
  if (writes) return fail('read_only', { reason: writes.reason })

  const now = Date.now()
  const action: Action = {
    id,
    guildId,
    deed,
    source,
    actor: { type: 'user', user: actor },
    at: now,
    about,
    evidence,
    report,
    answer,
    despite,
    reply,
    requestId,
  }
  const signed = await sign('action', readConfig(env).actionKeys, action, { now, lifetime: LIFETIME })
  try {
    return await callGuild(env, guildId, (guild) => guild.submit(signed))
  } catch (error) {
    if (isOverloaded(error)) return fail('rate_limited', { seconds: 5 })
    console.error({
      event: 'action.unanswered',
      guildId,
      actionId: id,
      kind: deed.kind,
      requestId,
      message: String(error),
    })
    return fail('unknown_outcome')
  }
}
