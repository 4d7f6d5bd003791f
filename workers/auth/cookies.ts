import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sign, verify } from 'hono/jwt'
import * as z from 'zod/mini'
import { readConfig } from '#workers/config.ts'
import { secretKey } from './secret-keys.ts'

const shapes = {
  session: z.object({ sid: z.string(), exp: z.int() }),
  'sign-in': z.object({ state: z.string(), verifier: z.string(), next: z.string(), exp: z.int() }),
}
type Purpose = keyof typeof shapes
type Claims<P extends Purpose> = z.infer<(typeof shapes)[P]>

/** The `__Host-` prefix ties a cookie to this host and HTTPS; browsers count localhost as secure. */
const names = { session: 'wardroom', 'sign-in': 'wardroom-sign-in' } as const
const options = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', prefix: 'host' } as const
/** Says to the dashboard's scripts that there is a session, so that they need not ask in vain; it proves nothing. */
const here = 'wardroom-here'
const hereOptions = { ...options, httpOnly: false } as const

/** Sets a signed cookie (JWT, HS256) that ends at `exp` (UTC seconds). */
export async function writeCookie<E extends { Bindings: Env }, P extends Purpose>(
  c: Context<E>,
  purpose: P,
  claims: Claims<P>,
) {
  const key = await secretKey(readConfig(c.env).sessionSecret, purpose)
  const token = await sign({ ...claims, iat: Math.floor(Date.now() / 1000) }, key, 'HS256')
  const expires = new Date(claims.exp * 1000)
  setCookie(c, names[purpose], token, { ...options, expires })
  if (purpose === 'session') setCookie(c, here, '1', { ...hereOptions, expires })
}

/** What the cookie says, when its signature and time are right; else null. */
export async function readCookie<E extends { Bindings: Env }, P extends Purpose>(
  c: Context<E>,
  purpose: P,
): Promise<Claims<P> | null> {
  const token = getCookie(c, names[purpose], 'host')
  if (!token || token.length > 4096) return null
  try {
    const key = await secretKey(readConfig(c.env).sessionSecret, purpose)
    const parsed = shapes[purpose].safeParse(await verify(token, key, 'HS256'))
    return parsed.success ? (parsed.data as Claims<P>) : null
  } catch {
    return null
  }
}

export function dropCookie<E extends { Bindings: Env }>(c: Context<E>, purpose: Purpose): void {
  deleteCookie(c, names[purpose], options)
  if (purpose === 'session') deleteCookie(c, here, hereOptions)
}
