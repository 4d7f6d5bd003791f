import { decodeBase64, encodeBase64 } from 'hono/utils/encode'
import { secretKey } from './secret-keys.ts'

const IV = 12

/** Encrypts a Discord token for its row (AES-GCM); `about` binds it to that row, so it cannot be moved to another. */
export async function sealToken(sessionSecret: string, token: string, about: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV))
  const key = await secretKey(sessionSecret, 'tokens')
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) },
    key,
    new TextEncoder().encode(token),
  )
  return encodeBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]).buffer)
}

/** The token again; null when it was sealed under another secret or for another row. */
export async function openToken(sessionSecret: string, sealed: string, about: string): Promise<string | null> {
  try {
    const bytes = decodeBase64(sealed)
    const key = await secretKey(sessionSecret, 'tokens')
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.slice(0, IV), additionalData: new TextEncoder().encode(about) },
      key,
      bytes.slice(IV),
    )
    return new TextDecoder().decode(opened)
  } catch {
    return null
  }
}
