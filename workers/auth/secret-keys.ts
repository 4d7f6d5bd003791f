const text = new TextEncoder()
const derived = new Map<string, Promise<CryptoKey>>()

const algorithms = {
  session: { name: 'HMAC', hash: 'SHA-256', length: 256 },
  'sign-in': { name: 'HMAC', hash: 'SHA-256', length: 256 },
  tokens: { name: 'AES-GCM', length: 256 },
} as const

/** One key per purpose from SESSION_SECRET (HKDF-SHA-256), so that what is made for one is worthless for another. */
export function secretKey(sessionSecret: string, purpose: keyof typeof algorithms): Promise<CryptoKey> {
  const name = `${purpose}:${sessionSecret}`
  let key = derived.get(name)
  if (!key) {
    key = derive(sessionSecret, purpose)
    derived.set(name, key)
  }
  return key
}

async function derive(sessionSecret: string, purpose: keyof typeof algorithms): Promise<CryptoKey> {
  const algorithm = algorithms[purpose]
  const base = await crypto.subtle.importKey('raw', text.encode(sessionSecret), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text.encode(`wardroom.${purpose}`) }
  return crypto.subtle.deriveKey(
    hkdf,
    base,
    algorithm,
    false,
    algorithm.name === 'HMAC' ? ['sign', 'verify'] : ['encrypt', 'decrypt'],
  )
}
