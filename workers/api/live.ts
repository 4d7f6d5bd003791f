import { Hono } from 'hono'
import type { Viewer } from '#durable-objects/guild/guild.ts'
import { fail } from '#schema/contract/failure.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** JSON that a header can carry: names are not ASCII. */
const headerJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The live socket: Origin, session and seat are checked by now, so the guild's object only has to accept it. */
export const live = new Hono<GuildEnv>().get('/', guildAccess('viewer'), async (c) => {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
    return refuse(c, fail('bad_request', { issue: 'this address speaks WebSocket only' }))
  const { session, access, guildId } = c.var
  const viewer: Viewer = {
    userId: session.user.id,
    sessionId: session.id,
    name: access.name,
    avatar: session.user.avatar ?? null,
    level: access.level,
    expiresAt: session.expiresAt,
    at: [],
  }
  const headers = new Headers(c.req.raw.headers)
  headers.set('x-wardroom-viewer', headerJson(viewer))
  headers.delete('cookie')
  return c.env.GUILD.getByName(guildId).fetch(new Request(c.req.raw, { headers }))
})
