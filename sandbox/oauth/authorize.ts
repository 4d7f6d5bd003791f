import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { application } from '#sandbox/application.ts'
import { bit } from '#sandbox/world/bits.ts'
import { people } from '#sandbox/world/cast.ts'
import type { World } from '#sandbox/world/world.ts'
import { consentPage, knownScopes, notePage } from './consent.ts'
import type { Grants } from './grants.ts'

/** Who is offered to sign in as, and what they are. */
const offered: [id: string, what: string][] = [
  [people.mara, 'owner of Harbour Lights and Quiet Corner'],
  [people.ines, 'administrator of Harbour Lights'],
  [people.tomas, 'moderator of Harbour Lights'],
  [people.dana, 'moderator of Harbour Lights, game master of Tabletop Club'],
  [people.priya, 'helper in Harbour Lights: timeouts only'],
  [people.leo, 'ordinary member'],
  [people.juno, 'owner of Tabletop Club'],
  [people.wren, 'keeper of Quiet Corner'],
  [people.goblin, 'troll'],
]

interface Asked {
  scopes: string[]
  /** null: only the bot is added, nobody is sent anywhere */
  redirect: URL | null
  state: string | null
  challenge: string | null
  guildId: string | null
  permissions: bigint
}
type Refused = { page: string } | { redirect: URL }

/** GET and POST /oauth2/authorize: the consent page, for signing in and for adding the bot. */
export async function answerAuthorize(
  parts: { world: World; grants: Grants; wardroomUrl?: string | undefined },
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { world, grants } = parts
  const asked = readAsked(url.searchParams, parts.wardroomUrl)
  if ('page' in asked) return show(res, 400, asked.page)
  if (!('scopes' in asked)) return send(res, asked.redirect)
  const { redirect, state, scopes } = asked
  const known = /sandbox_person=(\d+)/.exec(req.headers.cookie ?? '')?.[1] ?? null
  const isBot = scopes.includes('bot')
  const free = [...world.data.guilds.values()].filter(({ members }) => !members.has(application.id))
  const ask = (wrong: string | null): void =>
    show(
      res,
      wrong ? 400 : 200,
      consentPage({
        people: offered.flatMap(([id, what]) => {
          const user = world.user(id)
          return user ? [{ user, what }] : []
        }),
        chosen: known ?? people.mara,
        scopes,
        servers: isBot ? free : null,
        serverId: asked.guildId,
        wrong,
      }),
    )
  const back = (values: Record<string, string>): void => {
    if (!redirect)
      return show(res, 200, notePage('Done', values.error ? 'Nothing was added.' : 'You may close this page.'))
    for (const [name, value] of Object.entries(values)) redirect.searchParams.set(name, value)
    if (state !== null) redirect.searchParams.set('state', state)
    return send(res, redirect)
  }
  const grant = (userId: string, guildId: string | null): void => {
    res.setHeader('set-cookie', `sandbox_person=${userId}; Path=/; HttpOnly; SameSite=Lax`)
    if (!redirect) return back({})
    const redirectUri = url.searchParams.get('redirect_uri') ?? ''
    const code = grants.issueCode({ userId, scopes, redirectUri, challenge: asked.challenge, guildId })
    return back({ code, ...(guildId ? { guild_id: guildId, permissions: String(asked.permissions) } : {}) })
  }

  if (req.method === 'GET') {
    const before = [...world.data.grants.values()].some(
      (one) => one.userId === known && scopes.every((scope) => one.scopes.includes(scope)),
    )
    if (url.searchParams.get('prompt') === 'none' && known && before && !isBot) return grant(known, null)
    return ask(null)
  }
  const form = new URLSearchParams(await text(req))
  if (form.get('decision') !== 'authorize')
    return back({
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request',
    })
  const person = findPerson(world, form.get('other')?.trim() || form.get('person') || '')
  if (!person) return ask('There is nobody of that name.')
  if (!isBot) return grant(person, null)
  const guildId = form.get('guild_id') ?? asked.guildId ?? ''
  const guild = world.guild(guildId)
  if (!guild) return ask('Choose a server.')
  if (!(world.permissions(guildId, person) & bit.manageGuild)) return ask('They do not manage that server.')
  world.addBot(guildId, asked.permissions & world.permissions(guildId, person), { by: person })
  return grant(person, guildId)
}

function readAsked(query: URLSearchParams, wardroomUrl: string | undefined): Asked | Refused {
  const wrong = (text: string): Refused => ({ page: notePage('This sign-in link is not valid', text) })
  if (query.get('client_id') !== application.id) return wrong('client_id names no application of the sandbox.')
  const scopes = (query.get('scope') ?? '').split(/[ +]/).filter(Boolean)
  const state = query.get('state')
  const base = {
    scopes,
    state,
    challenge: query.get('code_challenge'),
    guildId: query.get('guild_id'),
    permissions: BigInt(/^\d{1,20}$/.exec(query.get('permissions') ?? '')?.[0] ?? 0),
  }
  const uri = query.get('redirect_uri')
  if (uri === null && scopes.includes('bot')) return { ...base, redirect: null }
  if (!isRegistered(uri ?? '', wardroomUrl)) return wrong('redirect_uri is none of those registered for Wardroom.')
  const redirect = new URL(uri ?? '')
  const refused = (error: string, description: string): Refused => {
    redirect.searchParams.set('error', error)
    redirect.searchParams.set('error_description', description)
    if (state !== null) redirect.searchParams.set('state', state)
    return { redirect }
  }
  if (query.get('response_type') !== 'code')
    return refused('unsupported_response_type', 'The authorization server only supports the code flow.')
  if (scopes.length === 0 || scopes.some((scope) => !knownScopes.includes(scope)))
    return refused('invalid_scope', 'The requested scope is invalid, unknown, or malformed.')
  if (base.challenge !== null && query.get('code_challenge_method') !== 'S256')
    return refused('invalid_request', 'Only S256 is supported as code_challenge_method.')
  return { ...base, redirect }
}

/** Wardroom's callback, wherever it runs on this machine or under the reserved name `.test`. */
function isRegistered(uri: string, wardroomUrl: string | undefined): boolean {
  if (!URL.canParse(uri)) return false
  const { origin, hostname, pathname, hash } = new URL(uri)
  if (pathname !== '/auth/callback' || hash) return false
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.test')
  return isLocal || (wardroomUrl !== undefined && origin === new URL(wardroomUrl).origin)
}

function findPerson(world: World, wish: string): string | null {
  if (world.user(wish)) return wish
  const name = wish.toLowerCase()
  const found = [...world.data.users.values()].find(
    ({ username, global_name, bot }) => !bot && (username === name || global_name?.toLowerCase() === name),
  )
  return found?.id ?? null
}

function show(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
}

function send(res: ServerResponse, to: URL): void {
  res.writeHead(302, { location: to.href, 'cache-control': 'no-store' }).end()
}
