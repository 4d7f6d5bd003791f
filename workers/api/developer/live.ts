import { Hono } from 'hono'
import { fail } from '#schema/contract/failure.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** The panel's live socket. */
export const live = new Hono<GuildEnv>().get('/', developerOnly, async (c) => {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
    return refuse(c, fail('bad_request', { issue: 'this address speaks WebSocket only' }))
  const { session } = c.var
  const headers = new Headers(c.req.raw.headers)
  headers.set('x-wardroom-viewer', JSON.stringify({ userId: session.user.id, sessionId: session.id }))
  headers.delete('cookie')
  return c.env.OPS.getByName('ops').fetch(new Request(c.req.raw, { headers }))
})
