import { CodeChallengeMethod, OAuth2Client, OAuth2RequestError, type OAuth2Tokens } from 'arctic'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Config } from '#workers/config.ts'

export const SCOPES = ['identify', 'guilds', 'guilds.members.read']
const PATIENCE = 10_000

/** What Discord gave for a code or a refresh token; `expiresAt` is UTC ms. */
export interface Tokens {
  accessToken: string
  refreshToken: string
  expiresAt: number
  scopes: string[]
}
type Asked = { ok: true; tokens: Tokens } | Failure

const client = (config: Config): OAuth2Client =>
  new OAuth2Client(config.applicationId, config.clientSecret, `${config.origin}/auth/callback`)

export const authorizeUrl = (config: Config, state: string, verifier: string): URL =>
  client(config).createAuthorizationURLWithPKCE(
    config.discordAuthorize,
    state,
    CodeChallengeMethod.S256,
    verifier,
    SCOPES,
  )

/** Refusals: sign_in_expired (the code is used or too old), discord_down. */
export const exchangeCode = (config: Config, code: string, verifier: string): Promise<Asked> =>
  ask(() => client(config).validateAuthorizationCode(config.discordToken, code, verifier), 'sign_in_expired')

/** Refusals: session_ended (the grant is gone for good), discord_down. The refresh token is spent by asking. */
export const refreshTokens = (config: Config, refreshToken: string): Promise<Asked> =>
  ask(() => client(config).refreshAccessToken(config.discordToken, refreshToken, []), 'session_ended')

/** Ends the whole grant at Discord; a failure is only logged, as nothing here depends on it. */
export async function revokeGrant(config: Config, accessToken: string): Promise<void> {
  try {
    await inTime(client(config).revokeToken(config.discordRevoke, accessToken))
  } catch (error) {
    console.warn({ event: 'oauth.revoke_failed', message: String(error) })
  }
}

async function ask(request: () => Promise<OAuth2Tokens>, onGone: 'sign_in_expired' | 'session_ended'): Promise<Asked> {
  try {
    const given = await inTime(request())
    return {
      ok: true,
      tokens: {
        accessToken: given.accessToken(),
        refreshToken: given.refreshToken(),
        expiresAt: given.accessTokenExpiresAt().getTime(),
        scopes: given.hasScopes() ? given.scopes() : [],
      },
    }
  } catch (error) {
    if (error instanceof OAuth2RequestError && error.code === 'invalid_grant') return fail(onGone)
    console.error({ event: 'oauth.failed', message: String(error) })
    return fail('discord_down')
  }
}

/** The client takes no signal, and a call to Discord may never settle. */
function inTime<T>(call: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE)
  })
  return Promise.race([call, late]).finally(() => clearTimeout(timer))
}
