import { generateCodeVerifier, generateState } from 'arctic'
import { Hono, type Context } from 'hono'
import type { Failure } from '#schema/contract/failure.ts'
import { fail } from '#schema/contract/failure.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { insertSession } from '#schema/queries/sessions.ts'
import { readConfig } from '#workers/config.ts'
import { dropCookie, readCookie, writeCookie } from './cookies.ts'
import { authorizeUrl, exchangeCode, revokeGrant, SCOPES, type Tokens } from './discord-oauth.ts'
import { readOwnGuilds, readOwnUser } from './discord-user.ts'
import { endSession } from './end-session.ts'
import { findSession } from './read-session.ts'
import { sameOrigin } from './same-origin.ts'
import { openToken, sealToken } from './token-seal.ts'

const SIGN_IN = 10 * 60_000
/** A session ends after this, whatever happens, ms. */
const SESSION = 7 * 24 * 3600_000
const seconds = (ms: number): number => Math.floor(ms / 1000)

/** Signing in and out with Discord: OAuth with state and PKCE, a row in D1, a cookie that names it. */
export const auth = new Hono<{ Bindings: Env }>()
  .get('/login', async (c) => {
    const state = generateState()
    const verifier = generateCodeVerifier()
    const next = localPath(c.req.query('next'), readConfig(c.env).origin)
    await writeCookie(c, 'sign-in', { state, verifier, next, exp: seconds(Date.now() + SIGN_IN) })
    return c.redirect(authorizeUrl(readConfig(c.env), state, verifier).href)
  })
  .get('/callback', async (c) => {
    const begun = await readCookie(c, 'sign-in')
    dropCookie(c, 'sign-in')
    const { code, state, error } = c.req.query()
    if (!begun || !state || state !== begun.state) return backToLogin(c, fail('sign_in_expired'))
    if (error || !code) return backToLogin(c, fail('sign_in_denied'), begun.next)
    const config = readConfig(c.env)
    const exchanged = await exchangeCode(config, code, begun.verifier)
    if (!exchanged.ok) return backToLogin(c, exchanged, begun.next)
    const { tokens } = exchanged
    const missing = SCOPES.filter((scope) => !tokens.scopes.includes(scope))
    if (missing.length > 0) return backToLogin(c, fail('scope_missing', { scopes: missing.join(', ') }), begun.next)
    const opened = await openSession(c.env, tokens)
    if (!opened.ok) return backToLogin(c, opened, begun.next)
    await writeCookie(c, 'session', { sid: opened.id, exp: seconds(opened.expiresAt) })
    return c.redirect(begun.next)
  })
  .post('/logout', sameOrigin, async (c) => {
    const found = await findSession(c)
    dropCookie(c, 'session')
    if (found.ok) {
      const { id, accessToken } = found.session
      const config = readConfig(c.env)
      await endSession(c.env, id)
      const token = await openToken(config.sessionSecret, accessToken, id)
      if (token) c.executionCtx.waitUntil(revokeGrant(config, token))
    }
    return c.req.header('accept')?.includes('text/html') ? c.redirect('/login', 303) : c.json({ ok: true })
  })

type Opened = { ok: true; id: string; expiresAt: number } | Failure

/** Makes the row of a new session, with the person's servers in it when Discord tells them at once. */
async function openSession(env: Env, tokens: Tokens): Promise<Opened> {
  const config = readConfig(env)
  const [who, own] = await Promise.all([
    readOwnUser(config, tokens.accessToken),
    readOwnGuilds(config, tokens.accessToken),
  ])
  if (!who.ok) return who
  const id = crypto.randomUUID()
  const now = Date.now()
  const expiresAt = now + SESSION
  await insertSession(registryDb(env), {
    id,
    userId: who.user.id,
    name: who.user.name,
    avatar: who.user.avatar ?? null,
    accessToken: await sealToken(config.sessionSecret, tokens.accessToken, id),
    refreshToken: await sealToken(config.sessionSecret, tokens.refreshToken, id),
    tokenExpiresAt: tokens.expiresAt,
    guilds: own.ok ? own.guilds : null,
    guildsAt: own.ok ? now : 0,
    createdAt: now,
    expiresAt,
  })
  return { ok: true, id, expiresAt }
}

/** The login page says the sentence of the code. */
function backToLogin(c: Context, failure: Failure, next?: string): Response {
  const query = new URLSearchParams({ error: failure.code })
  for (const [name, value] of Object.entries(failure.details ?? {})) query.set(name, String(value))
  if (next) query.set('next', next)
  return c.redirect(`/login?${query}`)
}

/** Where to go after signing in: a path of this site, never another's. */
function localPath(wish: string | undefined, origin: string): string {
  const home = '/dashboard'
  if (!wish || wish.length > 1000 || !/^\/(?![/\\])/.test(wish) || !URL.canParse(wish, origin)) return home
  const url = new URL(wish, origin)
  return url.origin === origin && !url.pathname.startsWith('/auth/') ? url.pathname + url.search + url.hash : home
}
