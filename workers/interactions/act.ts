import { Deed, type Source } from '#schema/contract/action.ts'
import { fail, type Failure, type FailureCode } from '#schema/contract/failure.ts'
import { refuseDeed } from '#workers/actions/refuse-deed.ts'
import { submitAction } from '#workers/actions/submit.ts'
import type { Asked } from './asked.ts'
import type { Draft } from './commands/command.ts'
import { editReply } from './edit-reply.ts'
import { refusalMessage } from './messages/refusal.ts'

/** Refusals before the guild's object took the action in; every other answer is edited in by the object itself. */
const neverTaken: ReadonlySet<FailureCode> = new Set([
  'missing_permission',
  'rate_limited',
  'unknown_outcome',
  'bad_request',
  'bad_signature',
  'stale_signature',
  'unknown_key',
  'replayed',
  'read_only',
  'bot_not_in_guild',
  'no_such_guild',
  'internal',
])

/** The deed a command wrote down, or what is wrong with it or with who asks. */
export function readDeed({ permissions }: Asked, draft: Draft): { ok: true; deed: Deed } | Failure {
  const refusal = refuseDeed(draft.kind, { permissions })
  if (refusal) return refusal
  const parsed = Deed.safeParse(draft)
  if (parsed.success) return { ok: true, deed: parsed.data }
  const issue = parsed.error.issues[0]
  return fail('bad_request', { issue: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') })
}

/** Asks for the deed under an id made of the interaction's, so that however often it arrives it is one action. */
export async function act(env: Env, asked: Asked, deed: Deed, source: 'slash' | 'context_menu'): Promise<boolean> {
  const { guildId, person, permissions, reply } = asked
  const outcome = await submitAction(env, {
    id: `interaction-${asked.id}`,
    guildId,
    deed,
    source: source satisfies Source,
    actor: person,
    permissions,
    reply,
    requestId: asked.requestId,
  })
  if (!outcome.ok && neverTaken.has(outcome.code)) await editReply(env, reply, refusalMessage(outcome))
  return outcome.ok
}
