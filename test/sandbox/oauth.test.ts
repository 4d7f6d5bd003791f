import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application } from '#sandbox/application.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { startBot } from './bot.ts'

const callback = 'http://localhost:8787/auth/callback'
let discord: Awaited<ReturnType<typeof startBot>>
beforeAll(async () => {
  discord = await startBot({ limits: false })
})
afterAll(() => discord.sandbox.close())

const authorize = (more: Record<string, string> = {}) =>
  `${discord.sandbox.url}/oauth2/authorize?${new URLSearchParams({
    client_id: application.id,
    response_type: 'code',
    redirect_uri: callback,
    scope: 'identify guilds guilds.members.read',
    state: 'state-1',
    ...more,
  })}`

async function consent(url: string, form: Record<string, string>): Promise<URL> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? `about:blank?status=${answer.status}`)
}

async function exchange(form: Record<string, string>, path = '/token') {
  const answer = await fetch(`${discord.sandbox.url}/api/oauth2${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${application.id}:${application.clientSecret}`)}` },
    body: new URLSearchParams(form),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, string> }
}

async function signIn(person: string, scope = 'identify guilds guilds.members.read') {
  const verifier = randomBytes(32).toString('base64url')
  const code_challenge = createHash('sha256').update(verifier).digest('base64url')
  const url = authorize({ scope, code_challenge, code_challenge_method: 'S256' })
  const code = (await consent(url, { person, decision: 'authorize' })).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
  return { form, tokens: await exchange(form) }
}

const as = (token: string | undefined, path: string) =>
  discord.ask('GET', path, undefined, { token: `Bearer ${token}` })

describe('the consent page', () => {
  it('asks who one is, and brings state back with the answer', async () => {
    const page = await fetch(authorize())
    expect(await page.text()).toContain('Mara')
    const yes = await consent(authorize(), { person: people.mara, decision: 'authorize' })
    expect(yes.origin + yes.pathname).toBe(callback)
    expect(yes.searchParams.get('state')).toBe('state-1')
    const no = await consent(authorize(), { person: people.mara, decision: 'cancel' })
    expect(Object.fromEntries(no.searchParams)).toMatchObject({ error: 'access_denied', state: 'state-1' })
  })

  it('sends nobody to an address that is not registered', async () => {
    const wrong = await fetch(authorize({ redirect_uri: 'https://evil.example/auth/callback' }), { redirect: 'manual' })
    expect(wrong.status).toBe(400)
    const scope = await fetch(authorize({ scope: 'everything' }), { redirect: 'manual' })
    expect(new URL(scope.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_scope')
  })
})

describe('tokens', () => {
  it('come for a code and its verifier, once', async () => {
    const { form, tokens } = await signIn(people.tomas)
    expect(tokens.body).toMatchObject({ token_type: 'Bearer', expires_in: 604_800 })
    expect((await exchange(form)).body.error).toBe('invalid_grant')
    const me = await as(tokens.body.access_token, '/users/@me')
    expect(me.body).toMatchObject({ id: people.tomas, global_name: 'Tomas' })
    const guilds = await as(tokens.body.access_token, '/users/@me/guilds')
    expect(guilds.body.map(({ id }) => id)).toEqual([servers.harbour, servers.tabletop])
  })

  it('need the verifier that belongs to the challenge', async () => {
    const url = authorize({ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' })
    const code = (await consent(url, { person: people.mara, decision: 'authorize' })).searchParams.get('code') ?? ''
    const form = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: 'b'.repeat(43) }
    expect((await exchange(form)).body.error).toBe('invalid_grant')
  })

  it('allow no more than their scopes, and last seven days', async () => {
    const { access_token } = (await signIn(people.leo, 'identify')).tokens.body
    expect((await as(access_token, '/users/@me')).status).toBe(200)
    expect((await as(access_token, '/users/@me/guilds')).status).toBe(401)
    expect((await as(access_token, `/guilds/${servers.harbour}`)).status).toBe(401)
    discord.time.now += 7 * 86_400_000
    expect((await as(access_token, '/users/@me')).status).toBe(401)
  })

  it('are refreshed with a token that works once', async () => {
    const { refresh_token = '' } = (await signIn(people.ines)).tokens.body
    const refresh = (token: string) => exchange({ grant_type: 'refresh_token', refresh_token: token })
    const next = await refresh(refresh_token)
    expect(next.status).toBe(200)
    expect((await refresh(refresh_token)).body.error).toBe('invalid_grant')
    expect((await as(next.body.access_token, '/users/@me')).body.id).toBe(people.ines)
  })

  it('all end when one of them is revoked', async () => {
    const { access_token = '', refresh_token = '' } = (await signIn(people.mara)).tokens.body
    expect((await exchange({ token: refresh_token }, '/token/revoke')).status).toBe(200)
    expect((await as(access_token, '/users/@me')).status).toBe(401)
    expect((await exchange({ grant_type: 'refresh_token', refresh_token })).body.error).toBe('invalid_grant')
  })
})

it('the bot is added by who manages the server, with what they have to give', async () => {
  const { world } = discord.sandbox
  world.removeBot(servers.quiet)
  const url = authorize({ scope: 'bot applications.commands', guild_id: servers.quiet, permissions: '1099511628806' })
  const byLeo = await consent(url, { person: people.leo, guild_id: servers.quiet, decision: 'authorize' })
  expect(byLeo.searchParams.get('status')).toBe('400')
  const byMara = await consent(url, { person: people.mara, guild_id: servers.quiet, decision: 'authorize' })
  expect(byMara.searchParams.get('guild_id')).toBe(servers.quiet)
  expect(world.permissions(servers.quiet, people.wardroom) & 6n).toBe(6n)
})
