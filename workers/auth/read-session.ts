import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getSession } from '#schema/queries/sessions.ts'
import { dropCookie, readCookie } from './cookies.ts'
import { needsRefresh, renewUnlessLocked } from './discord-token.ts'
import { refuse } from './refuse.ts'
import type { Session, SessionEnv } from './session-env.ts'

/** The session of a request's cookie, by one indexed read. Refusals: signed_out, session_ended. */
export async function findSession<E extends { Bindings: Env }>(
  c: Context<E>,
): Promise<{ ok: true; session: Session } | Failure> {
  const cookie = await readCookie(c, 'session')
  if (!cookie) return fail('signed_out')
  const row = await getSession(registryDb(c.env), cookie.sid)
  if (!row || row.revokedAt !== null) return fail('session_ended')
  if (row.expiresAt <= Date.now()) return fail('signed_out')
  const { id, userId, name, avatar, expiresAt, accessToken, tokenExpiresAt } = row
  return { ok: true, session: { id, user: { id: userId, name, avatar }, expiresAt, accessToken, tokenExpiresAt } }
}

/** Lets only the signed-in pass, and renews Discord's token behind their back when it nears its end. */
export const readSession = createMiddleware<SessionEnv>(async function readSession(c, next) {
  const found = await findSession(c)
  if (!found.ok) {
    dropCookie(c, 'session')
    return refuse(c, found)
  }
  c.set('session', found.session)
  if (needsRefresh(found.session)) c.executionCtx.waitUntil(renewUnlessLocked(c.env, found.session.id))
  await next()
})
