import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'

const secure = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
  xFrameOptions: 'DENY',
})

/** Headers of all that the Worker itself answers: nothing of it is a page, and nothing of it may be kept. */
export const safeHeaders = createMiddleware(async function safeHeaders(c, next) {
  // the answer to an upgrade carries the socket and cannot be touched
  if (c.req.header('upgrade')) return next()
  await secure(c, next)
  c.header('cache-control', 'no-store')
})
