import * as z from 'zod/mini'
import { fail, type Failure } from './failure.ts'

/** One HMAC-SHA-256 key: `id` travels with what it signed, so two can be active while one is rotated out. */
export interface SigningKey {
  id: string
  secret: string
}

/** What a signature is good for; an envelope of one domain is worthless in another. */
export type Domain = 'action' | 'relay' | 'sweep'

/** A signed envelope: `body` is the exact JSON text that was signed; times are UTC ms. */
export const Signed = z.object({
  v: z.literal(1),
  keyId: z.string().check(z.maxLength(32)),
  issuedAt: z.int(),
  expiresAt: z.int(),
  nonce: z.string().check(z.minLength(8), z.maxLength(64)),
  body: z.string(),
  signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type Signed = z.infer<typeof Signed>

/** Reads `id:secret` pairs parted by commas; the first signs, all verify. At most two, each at least 32 characters. */
export function parseKeys(text: string): SigningKey[] {
  const keys = text.split(',').map((pair) => {
    const [id, secret] = pair.trim().split(':')
    if (!id || !secret || secret.length < 32)
      throw new Error('signing keys are "id:secret" pairs with secrets of at least 32 characters')
    return { id, secret }
  })
  if (keys.length > 2) throw new Error('at most two signing keys can be active')
  return keys
}

const text = new TextEncoder()
const imported = new Map<string, Promise<CryptoKey>>()

function importKey(secret: string): Promise<CryptoKey> {
  let key = imported.get(secret)
  if (!key) {
    key = crypto.subtle.importKey('raw', text.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
      'verify',
    ])
    imported.set(secret, key)
  }
  return key
}

const signedText = (domain: Domain, e: Omit<Signed, 'signature'>): Uint8Array<ArrayBuffer> =>
  text.encode(
    `wardroom.${domain}.${e.v}.${e.keyId}.${e.issuedAt}.${e.expiresAt}.${e.nonce}.${e.body}`,
  ) as Uint8Array<ArrayBuffer>

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('')
const fromHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** Signs `body` with the first key; valid for `lifetime` ms. */
export async function sign(
  domain: Domain,
  keys: readonly SigningKey[],
  body: unknown,
  { now, lifetime, nonce = crypto.randomUUID() }: { now: number; lifetime: number; nonce?: string },
): Promise<Signed> {
  const key = keys[0]
  if (!key) throw new Error('no signing key')
  const envelope = {
    v: 1 as const,
    keyId: key.id,
    issuedAt: now,
    expiresAt: now + lifetime,
    nonce,
    body: JSON.stringify(body),
  }
  const signature = await crypto.subtle.sign('HMAC', await importKey(key.secret), signedText(domain, envelope))
  return { ...envelope, signature: toHex(signature) }
}

/** Clocks of two machines may differ by this much. */
const SKEW = 30_000

/** Checks key, times and signature; gives the parsed body, or the refusal. Replays are the receiver's to refuse, by nonce. */
export async function verify(
  domain: Domain,
  keys: readonly SigningKey[],
  envelope: Signed,
  now: number,
): Promise<{ ok: true; body: unknown } | Failure> {
  const key = keys.find((k) => k.id === envelope.keyId)
  if (!key) return fail('unknown_key')
  const valid = await crypto.subtle.verify(
    'HMAC',
    await importKey(key.secret),
    fromHex(envelope.signature),
    signedText(domain, envelope),
  )
  if (!valid) return fail('bad_signature')
  if (now > envelope.expiresAt + SKEW || now < envelope.issuedAt - SKEW) return fail('stale_signature')
  return { ok: true, body: JSON.parse(envelope.body) as unknown }
}
