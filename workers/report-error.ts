import type { Context } from 'hono'
import { routePath } from 'hono/route'
import { fail } from '#schema/contract/failure.ts'
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
  return refuse(c, fail('internal', { requestId }))
}
