import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import { sessions } from '#schema/tables/sessions.ts'
import { consent, sessionIdOf, Visitor } from './visitor.ts'

const db = drizzle(env.DB)
const row = (id: string) => db.select().from(sessions).where(eq(sessions.id, id)).get()
const change = (id: string, set: Partial<typeof sessions.$inferInsert>) =>
  db.update(sessions).set(set).where(eq(sessions.id, id))
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code

// Discord tells one person's servers once a second
const crowd = Object.values(people).filter((id) => id !== people.jukebox && id !== people.wardroom)
let turn = 0
const anyone = (): string => crowd[turn++ % crowd.length] ?? people.leo

async function signedIn(userId: string = anyone()): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.signIn(userId)
  return visitor
}

describe('signing in', () => {
  test('leads through Discord to where one wanted to go, with a cookie only the server can read', async () => {
    const visitor = new Visitor()
    expect(await visitor.signIn(people.leo, '/dashboard/1/cases?kind=ban')).toBe('/dashboard/1/cases?kind=ban')
    const cookie = visitor.setCookies.find((line) => line.startsWith('__Host-wardroom=')) ?? ''
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(cookie).not.toContain('Domain')
    const ends = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '')
    expect(ends - Date.now()).toBeLessThanOrEqual(7 * 24 * 3600_000)
    const session = await visitor.fetch('/api/session')
    expect(session.status).toBe(200)
    expect(await session.json()).toMatchObject({ user: { id: people.leo }, developer: false })
  })

  test('tells the page with another cookie, worth nothing itself, that there may be a session', async () => {
    const visitor = await signedIn()
    const mark = visitor.setCookies.find((line) => line.startsWith('__Host-wardroom-here=')) ?? ''
    expect(mark).not.toContain('HttpOnly')
    visitor.cookies.delete('__Host-wardroom')
    expect((await visitor.fetch('/api/session')).status).toBe(401)
    await visitor.fetch('/auth/logout', { method: 'POST' })
    expect(visitor.cookies.has('__Host-wardroom-here')).toBe(false)
  })

  test('asks Discord with state, PKCE and no more than three scopes', async () => {
    const login = await new Visitor().fetch('/auth/login')
    const asked = new URL(login.headers.get('location') ?? '').searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('state')?.length).toBeGreaterThan(20)
    expect(asked.get('scope')).toBe('identify guilds guilds.members.read')
  })

  test.for(['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/auth/login', ''])(
    'never leads to another site: %s',
    async (next) => {
      expect(await new Visitor().signIn(anyone(), next)).toBe('/dashboard')
    },
  )

  test('refuses a callback that this browser did not begin', async () => {
    const login = await new Visitor().fetch('/auth/login')
    const callback = await consent(login.headers.get('location') ?? '', anyone())
    const other = new Visitor()
    await other.fetch('/auth/login')
    const answer = await other.fetch(callback.pathname + callback.search)
    expect(answer.headers.get('location')).toContain('/login?error=sign_in_expired')
    expect(other.cookies.has('__Host-wardroom')).toBe(false)
  })

  test('refuses a code the second time', async () => {
    const visitor = new Visitor()
    const login = await visitor.fetch('/auth/login')
    const begun = new Map(visitor.cookies)
    const callback = await consent(login.headers.get('location') ?? '', anyone())
    await visitor.fetch(callback.pathname + callback.search)
    for (const [name, value] of begun) visitor.cookies.set(name, value)
    const again = await visitor.fetch(callback.pathname + callback.search)
    expect(again.headers.get('location')).toContain('error=sign_in_expired')
  })

  test('says so when it was cancelled on Discord', async () => {
    const visitor = new Visitor()
    const login = await visitor.fetch('/auth/login?next=/dashboard/2')
    const state = new URL(login.headers.get('location') ?? '').searchParams.get('state')
    const answer = await visitor.fetch(`/auth/callback?error=access_denied&state=${state}`)
    expect(answer.headers.get('location')).toBe('/login?error=sign_in_denied&next=%2Fdashboard%2F2')
  })

  test("keeps Discord's tokens unreadable in the record", async () => {
    const visitor = await signedIn()
    const stored = await row(sessionIdOf(visitor))
    expect(stored?.accessToken).toMatch(/^[A-Za-z0-9+/=]{40,}$/)
    const other = await row(sessionIdOf(await signedIn()))
    expect(other?.accessToken).not.toBe(stored?.accessToken)
  })
})

describe('a session', () => {
  test('is needed for everything under /api', async () => {
    const answer = await new Visitor().fetch('/api/session')
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'signed_out'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('ends at once when it is revoked', async () => {
    const visitor = await signedIn()
    await change(sessionIdOf(visitor), { revokedAt: Date.now() })
    const answer = await visitor.fetch('/api/session')
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'session_ended'])
  })

  test('ends by itself', async () => {
    const visitor = await signedIn()
    await change(sessionIdOf(visitor), { expiresAt: Date.now() - 1 })
    expect((await visitor.fetch('/api/session')).status).toBe(401)
  })

  test('cannot be forged', async () => {
    const visitor = await signedIn()
    const [header = '', , signature = ''] = (visitor.cookies.get('__Host-wardroom') ?? '').split('.')
    const claims = { sid: sessionIdOf(await signedIn(people.mara)), exp: Math.floor(Date.now() / 1000) + 3600 }
    const body = btoa(JSON.stringify(claims)).replace(/=+$/, '')
    const unsigned = `${btoa(JSON.stringify({ alg: 'none', typ: 'JWT' })).replace(/=+$/, '')}.${body}.`
    for (const forged of [`${header}.${body}.${signature}`, unsigned, 'x', '']) {
      visitor.cookies.set('__Host-wardroom', forged)
      expect((await visitor.fetch('/api/session')).status).toBe(401)
    }
  })

  test('ends when one signs out, and the cookie with it', async () => {
    const visitor = await signedIn()
    const kept = new Map(visitor.cookies)
    expect((await visitor.fetch('/auth/logout', { method: 'POST' })).status).toBe(200)
    expect(visitor.cookies.has('__Host-wardroom')).toBe(false)
    for (const [name, value] of kept) visitor.cookies.set(name, value)
    expect(await codeOf(await visitor.fetch('/api/session'))).toBe('session_ended')
  })

  test("renews Discord's token once, however many ask", async () => {
    const visitor = await signedIn()
    const id = sessionIdOf(visitor)
    const before = await row(id)
    await change(id, { tokenExpiresAt: Date.now() - 1, guilds: null, guildsAt: 0 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.fetch('/api/guilds')))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    const after = await row(id)
    expect(after?.refreshToken).not.toBe(before?.refreshToken)
    expect(after?.tokenExpiresAt).toBeGreaterThan(Date.now())
    expect(after?.revokedAt).toBeNull()
  })

  test('is over when Discord takes the grant back', async () => {
    const visitor = await signedIn()
    const other = await row(sessionIdOf(await signedIn()))
    const id = sessionIdOf(visitor)
    // a refresh token sealed for another session opens for none but that
    await change(id, {
      tokenExpiresAt: 1,
      refreshToken: other?.refreshToken ?? '',
      guilds: null,
      guildsAt: 0,
    })
    expect(await codeOf(await visitor.fetch('/api/guilds'))).toBe('session_ended')
    expect(await codeOf(await visitor.fetch('/api/session'))).toBe('session_ended')
  })
})

describe('requests of other sites', () => {
  test.for(['https://evil.example', 'null', 'https://wardroom.test.evil.example', 'http://wardroom.test'])(
    'cannot sign anyone out or act, even with the cookie: %s',
    async (origin) => {
      const visitor = await signedIn()
      for (const path of ['/auth/logout', '/api/guilds/100000000000000001/actions']) {
        const answer = await visitor.fetch(path, { method: 'POST', headers: { origin } })
        expect([answer.status, await codeOf(answer)]).toEqual([403, 'bad_origin'])
      }
      expect((await visitor.fetch('/api/session')).status).toBe(200)
    },
  )

  test('cannot open a live socket', async () => {
    const visitor = await signedIn()
    for (const origin of ['https://evil.example', undefined]) {
      const headers: Record<string, string> = { upgrade: 'websocket', ...(origin && { origin }) }
      const answer = await visitor.fetch('/api/guilds/100000000000000001/live', { headers })
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'bad_origin'])
    }
  })
})
