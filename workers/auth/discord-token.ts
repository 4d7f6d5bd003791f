import { fail, type Failure } from '#schema/contract/failure.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { getSession, lockRefresh, saveTokens, type LightSession } from '#schema/queries/sessions.ts'
import { readConfig } from '#workers/config.ts'
import { refreshTokens } from './discord-oauth.ts'
import { endSession } from './end-session.ts'
import type { Session } from './session-env.ts'
import { openToken, sealToken } from './token-seal.ts'

type Token = { ok: true; token: string } | Failure

/** A token is renewed this long before its end, ms. */
const MARGIN = 5 * 60_000
/** Whoever holds the lock this long without an answer is taken for dead; also the pause after Discord failed. */
const LOCK = 15_000
const PATIENCE = 6_000

export const needsRefresh = (session: Pick<Session, 'tokenExpiresAt'>, now = Date.now()): boolean =>
  session.tokenExpiresAt - now < MARGIN

/**
 * Discord's token of this session, renewed when it nears its end. Refresh tokens are single use, so one renewer at a time
 * holds the row's lock and the others wait for what it gets. Refusals: session_ended (and the session is over), discord_down.
 */
export async function discordToken(env: Env, session: Session): Promise<Token> {
  if (!needsRefresh(session)) return open(env, session)
  const db = registryDb(env)
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline;) {
    const renewed = await renewUnlessLocked(env, session.id)
    if (renewed) return renewed
    await new Promise((resolve) => setTimeout(resolve, 200))
    const row = await getSession(db, session.id)
    if (!row || row.revokedAt !== null) return fail('session_ended')
    if (!needsRefresh(row)) return open(env, row)
  }
  return fail('discord_down')
}

/** Renews the token of a session whose turn it is; null when somebody else is at it. */
export async function renewUnlessLocked(env: Env, sessionId: string): Promise<Token | null> {
  const now = Date.now()
  const locked = await lockRefresh(registryDb(env), sessionId, { now, until: now + LOCK })
  if (!locked) return null
  return needsRefresh(locked) ? renew(env, locked) : open(env, locked)
}

async function renew(env: Env, row: LightSession): Promise<Token> {
  const config = readConfig(env)
  const spent = await openToken(config.sessionSecret, row.refreshToken, row.id)
  const asked = spent === null ? fail('session_ended') : await refreshTokens(config, spent)
  if (!asked.ok) {
    if (asked.code === 'session_ended') await endSession(env, row.id)
    return asked
  }
  const { tokens } = asked
  await saveTokens(registryDb(env), row.id, {
    accessToken: await sealToken(config.sessionSecret, tokens.accessToken, row.id),
    refreshToken: await sealToken(config.sessionSecret, tokens.refreshToken, row.id),
    tokenExpiresAt: tokens.expiresAt,
  })
  return { ok: true, token: tokens.accessToken }
}

async function open(env: Env, sealed: Pick<LightSession, 'id' | 'accessToken'>): Promise<Token> {
  const token = await openToken(readConfig(env).sessionSecret, sealed.accessToken, sealed.id)
  return token === null ? fail('session_ended') : { ok: true, token }
}
