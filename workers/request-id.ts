import { createMiddleware } from 'hono/factory'

const RAY = /^[\w-]{1,64}$/

/**
 * Names each request, by Cloudflare's ray where there is one: in the answer's `x-request-id`, in our logs, and in the audit log's
 * rows. What a client calls its own request counts for nothing.
 */
export const requestId = createMiddleware<{ Variables: { requestId: string } }>(async function requestId(c, next) {
  const ray = c.req.header('cf-ray') ?? ''
  c.set('requestId', RAY.test(ray) ? ray : crypto.randomUUID())
  await next()
  // the answer to an upgrade carries the socket and cannot be touched
  if (!c.req.header('upgrade')) c.header('x-request-id', c.var.requestId)
})
