import { application } from '#sandbox/application.ts'
import type { GatewayInfo, SandboxOptions } from '#sandbox/sandbox.ts'
import type { Violations } from '#sandbox/violations.ts'
import { isSnowflake } from '#sandbox/world/snowflake.ts'
import type { World } from '#sandbox/world/world.ts'
import { checkBody } from './check-body.ts'
import type { RateLimits } from './limits.ts'
import { Misuse, misuse, refuse, refuseField, Refusal } from './refuse.ts'
import { rateLimited, type Raw, type Reply } from './reply.ts'
import { Answer, type Route, type Who } from './route.ts'
import { findRoute } from './routes.ts'

const MAX_REASON = 512
const AGENT = /^DiscordBot \([^()]+,\s*[^()]+\)/

export interface Discord {
  world: World
  options: SandboxOptions
  gateway: GatewayInfo
  gatewayUrl: () => string
  limits: RateLimits
  violations: Violations
}

/** Answers one REST call as Discord would; what it should not have asked is remembered as a violation. */
export async function answerCall(discord: Discord, raw: Raw): Promise<Reply> {
  let headers: Record<string, string> = {}
  try {
    if (!AGENT.test(raw.headers['user-agent'] ?? '')) misuse(40333)
    const found = findRoute(raw.method, raw.path)
    if (!found) throw new Misuse(404, 0, '404: Not Found')
    const { route } = found
    const who = authorise(discord.world, route, raw.headers.authorization)
    const verdict = discord.limits.take(route, found.params, who)
    headers = verdict.headers
    if (!verdict.ok) return rateLimited(verdict)
    const params = checkIds(found.params)
    const body = route.body ? checkBody(route.body, readBody(raw)) : undefined
    const reason = readReason(raw.headers['x-audit-log-reason'])
    const answered = await route.handle({
      ...discord,
      gatewayUrl: discord.gatewayUrl(),
      params,
      query: raw.query,
      body,
      reason,
      who,
    })
    if (answered instanceof Answer) return { status: answered.status, headers, body: answered.body }
    return { status: answered === undefined ? 204 : 200, headers, body: answered }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error instanceof Misuse) {
      const what = error.errors ? `${error.message}: ${JSON.stringify(error.errors)}` : error.message
      discord.violations.add({ at: discord.world.now(), method: raw.method, path: raw.path, what })
    }
    return { status: error.status, headers, body: error.body() }
  }
}

function authorise(world: World, route: Route, header: string | undefined): Who {
  if (route.auth.includes('none')) return { type: 'none' }
  const [kind, token] = (header ?? '').split(' ')
  if (kind === 'Bot') {
    if (token !== application.botToken) throw new Misuse(401, 0, '401: Unauthorized')
    return route.auth.includes('bot') ? { type: 'bot' } : refuse(20001)
  }
  if (kind !== 'Bearer') throw new Misuse(401, 0, '401: Unauthorized')
  const grant = [...world.data.grants.values()].find(({ accessToken }) => accessToken === token)
  // tokens end by themselves and by revocation: that is no misuse
  if (!grant || grant.accessExpiresAt <= world.now() || !route.auth.includes('user')) return refuse(0)
  if (route.scope && !grant.scopes.includes(route.scope)) return refuse(0)
  return { type: 'user', grant }
}

function checkIds(params: Record<string, string>): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) {
    const free = name.endsWith('?') || name === 'token'
    if (!free && !isSnowflake(value))
      refuseField([`${name}_id`], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`)
    checked[name.replace('?', '')] = value
  }
  return checked
}

function readBody({ headers, body }: Raw): unknown {
  if (body.length === 0) return {}
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    refuseField(
      ['_misc'],
      'CONTENT_TYPE_INVALID',
      'Expected "Content-Type" header to be one of {\'application/json\'}.',
    )
  try {
    return JSON.parse(body) as unknown
  } catch {
    return misuse(50109)
  }
}

/** The reason header, percent-decoded; too long or undecodable ones stop the call. */
function readReason(header: string | undefined): string | null {
  if (!header) return null
  let reason = ''
  try {
    reason = decodeURIComponent(header)
  } catch {
    refuseField(['reason'], 'AUDIT_LOG_REASON_INVALID', 'The audit log reason is not URL-encoded.')
  }
  if ([...reason].length > MAX_REASON)
    refuseField(['reason'], 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_REASON} or fewer in length.`)
  return reason
}
