import { Hono } from 'hono'
import { ActionRequest } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import { submitAction } from '#workers/actions/submit.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body } from './parse.ts'

/** Ids that Wardroom makes itself: whoever could use one first would stand in the way of what it is for. */
const RESERVED = /^(?:interaction|audit|unban|untimeout|sweep|escalation)-/

/** Asks for an action: 200 when it is done, 202 while it goes on or when its outcome is not known, else the refusal. */
export const actions = new Hono<GuildEnv>().post('/', guildAccess('moderator'), body(ActionRequest), async (c) => {
  const { guildId, access, session } = c.var
  const asked = c.req.valid('json')
  if (RESERVED.test(asked.id)) return refuse(c, fail('bad_request', { issue: 'id: reserved' }))
  const outcome = await submitAction(c.env, {
    ...asked,
    guildId,
    source: asked.report === undefined ? 'dashboard' : 'report',
    actor: { ...session.user, name: access.name },
    permissions: BigInt(access.permissions),
    level: access.level,
    requestId: c.var.requestId,
  })
  if (!outcome.ok && outcome.code === 'unknown_outcome')
    return c.json({ ok: true as const, actionId: asked.id, state: 'unknown' as const, message: outcome.message }, 202)
  if (!outcome.ok) return refuse(c, outcome)
  return c.json(outcome, outcome.state === 'done' ? 200 : 202)
})
