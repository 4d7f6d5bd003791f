import type { Context } from 'hono'
import { routePath } from 'hono/route'
import { fail } from '#schema/contract/failure.ts'
import { logEvent } from '#workers/actions/tell-ops.ts'
import { refuse } from '#workers/auth/refuse.ts'

/** Answers a bug: one structured line for us, a number to quote for the person, and nothing of what went wrong. */
export function reportError(error: Error, c: Context<{ Bindings: Env; Variables: { requestId: string } }>): Response {
  const { requestId } = c.var
  console.error({
    event: 'request.failed',
    requestId,
    method: c.req.method,
    route: routePath(c),
    message: error.message,
    stack: error.stack,
  })
  logEvent(c.env as Env, {
    severity: 'error',
    type: 'error',
    guildId: null,
    message: `${c.req.method} ${routePath(c)}: ${error.message}`,
    detail: { requestId },
  })
  return refuse(c, fail('internal', { requestId }))
}
