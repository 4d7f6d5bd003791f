import { application } from '#sandbox/application.ts'
import type { Raw, Reply } from '#sandbox/rest/reply.ts'
import type { Violations } from '#sandbox/violations.ts'
import type { Grant } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'
import { guildView } from '#sandbox/world/views.ts'
import type { Grants } from './grants.ts'

/** POST /oauth2/token and /oauth2/token/revoke, and GET /oauth2/@me is a REST route of its own; null for other paths. */
export function answerToken(parts: { world: World; grants: Grants; violations: Violations }, raw: Raw): Reply | null {
  const revoking = raw.path === '/oauth2/token/revoke'
  if (raw.path !== '/oauth2/token' && !revoking) return null
  const fail = (status: number, error: string, error_description: string, misuse = true): Reply => {
    if (misuse)
      parts.violations.add({ at: parts.world.now(), method: raw.method, path: raw.path, what: error_description })
    return { status, headers: {}, body: { error, error_description } }
  }
  if (raw.method !== 'POST') return fail(405, 'invalid_request', 'Only POST is allowed.')
  if (!/^application\/x-www-form-urlencoded\b/i.test(raw.headers['content-type'] ?? ''))
    return fail(400, 'invalid_request', 'The body must be form-urlencoded.')
  const form = new URLSearchParams(raw.body)
  if (!isClient(raw.headers.authorization, form)) return fail(401, 'invalid_client', 'Unknown client or wrong secret.')
  if (revoking) {
    const token = form.get('token')
    if (!token) return fail(400, 'invalid_request', 'token is missing.')
    parts.grants.revoke(token)
    return { status: 200, headers: {}, body: {} }
  }
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const code = form.get('code')
      const redirect = form.get('redirect_uri')
      if (!code || !redirect) return fail(400, 'invalid_request', 'code and redirect_uri are required.')
      const given = parts.grants.exchange(code, redirect, form.get('code_verifier'))
      if (!given) return fail(400, 'invalid_grant', 'Invalid "code" in request.', false)
      const guild = given.guildId ? parts.world.guild(given.guildId) : undefined
      return tokens(parts.world, given.grant, guild ? { guild: guildView(guild) } : {})
    }
    case 'refresh_token': {
      const grant = parts.grants.refresh(form.get('refresh_token') ?? '')
      return grant ? tokens(parts.world, grant) : fail(400, 'invalid_grant', 'Invalid refresh token.', false)
    }
    default:
      return fail(400, 'unsupported_grant_type', 'Unsupported grant type.')
  }
}

const tokens = (world: World, grant: Grant, more: object = {}): Reply => ({
  status: 200,
  headers: {},
  body: {
    token_type: 'Bearer',
    access_token: grant.accessToken,
    expires_in: Math.round((grant.accessExpiresAt - world.now()) / 1000),
    refresh_token: grant.refreshToken,
    scope: grant.scopes.join(' '),
    ...more,
  },
})

/** HTTP Basic, or id and secret in the form. */
function isClient(header: string | undefined, form: URLSearchParams): boolean {
  if (header?.startsWith('Basic ')) {
    const [id, secret] = Buffer.from(header.slice(6), 'base64').toString().split(':')
    return (
      decodeURIComponent(id ?? '') === application.id && decodeURIComponent(secret ?? '') === application.clientSecret
    )
  }
  return form.get('client_id') === application.id && form.get('client_secret') === application.clientSecret
}
