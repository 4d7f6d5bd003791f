import { env, exports } from 'cloudflare:workers'

/** A browser of one person: keeps cookies, sends Origin as a browser does, and does not follow redirects. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  /** the Set-Cookie lines of the last answer */
  setCookies: string[] = []

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '))
    const unsafe = init.method !== undefined && init.method !== 'GET'
    if (unsafe && !headers.has('origin')) headers.set('origin', env.APP_ORIGIN)
    const response = await exports.default.fetch(new URL(path, env.APP_ORIGIN).href, {
      ...init,
      headers,
      redirect: 'manual',
    })
    this.setCookies = response.headers.getSetCookie()
    for (const line of this.setCookies) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/) ?? []
      if (/max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  /** Sends JSON. */
  send(method: string, path: string, body: unknown): Promise<Response> {
    return this.fetch(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  }

  /** Signs in through Discord's page as this person; gives where the product leads afterwards. */
  async signIn(userId: string, next = '/dashboard'): Promise<string> {
    const login = await this.fetch(`/auth/login?next=${encodeURIComponent(next)}`)
    const callback = await consent(login.headers.get('location') ?? '', userId)
    const done = await this.fetch(callback.pathname + callback.search)
    return done.headers.get('location') ?? ''
  }
}

const signedInBefore = new Map<string, Promise<Visitor>>()

/** A browser in which this person is signed in: one session each in a test file, as Discord limits how often one may. */
export async function visitorOf(userId: string): Promise<Visitor> {
  let first = signedInBefore.get(userId)
  if (!first) {
    const visitor = new Visitor()
    first = visitor.signIn(userId).then(() => visitor)
    signedInBefore.set(userId, first)
  }
  const visitor = new Visitor()
  for (const [name, value] of (await first).cookies) visitor.cookies.set(name, value)
  return visitor
}

/** Presses Authorize on Discord's page, as this person. */
export async function consent(page: string, userId: string): Promise<URL> {
  const answer = await fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'authorize', person: userId }),
    redirect: 'manual',
  })
  await answer.body?.cancel()
  return new URL(answer.headers.get('location') ?? 'about:blank')
}

/** The id of the session a visitor's cookie names. */
export function sessionIdOf(visitor: Visitor): string {
  const claims = visitor.cookies.get('__Host-wardroom')?.split('.')[1] ?? ''
  return (JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sid: string }).sid
}
