import { createMiddleware } from 'hono/factory'
import { fail } from '#schema/contract/failure.ts'
import { readSwitches } from '#workers/actions/read-switches.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { SessionEnv } from '#workers/auth/session-env.ts'

/** While the developers have switched writes off, everything can be read and nothing changed. */
export const refuseWrites = createMiddleware<SessionEnv>(async function refuseWrites(c, next) {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const { writes } = await readSwitches(c.env)
  return writes ? refuse(c, fail('read_only', { reason: writes.reason })) : next()
})
