import { createMiddleware } from 'hono/factory'
import { fail } from '#schema/contract/failure.ts'
import { readConfig } from '#workers/config.ts'
import { refuse } from './refuse.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses what another site could send with this person's cookie: unsafe methods, and sockets, which know no CORS. */
export const sameOrigin = createMiddleware<{ Bindings: Env }>(async function sameOrigin(c, next) {
  const unsafe = !SAFE.has(c.req.method) || c.req.header('upgrade') !== undefined
  if (unsafe && c.req.header('origin') !== readConfig(c.env).origin) return refuse(c, fail('bad_origin'))
  await next()
})
