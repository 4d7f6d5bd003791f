import { createMiddleware } from 'hono/factory'
import { fail } from '#schema/contract/failure.ts'
import { readSwitches } from '#workers/actions/read-switches.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { SessionEnv } from '#workers/auth/session-env.ts'

/** Asked with a body, and changes nothing. */
const isQuestion = (path: string): boolean => /\/(count|numbers|preview|ladder-trial)$/.test(path)

/** While the developers have switched writes off, everything can be read and nothing changed. */
export const refuseWrites = createMiddleware<SessionEnv>(async function refuseWrites(c, next) {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || isQuestion(c.req.path)) return next()
  const { writes } = await readSwitches(c.env)
  return writes ? refuse(c, fail('read_only', { reason: writes.reason })) : next()
})
