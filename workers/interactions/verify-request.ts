import { fail, type Failure } from '#schema/contract/failure.ts'

/** Discord's timestamps may be this far from our clock, seconds; it prescribes none. */
const FRESH = 300

const keys = new Map<string, Promise<CryptoKey>>()

function importKey(hex: string): Promise<CryptoKey> {
  let key = keys.get(hex)
  if (!key) {
    key = crypto.subtle.importKey('raw', fromHex(hex), { name: 'Ed25519' }, false, ['verify'])
    keys.set(hex, key)
  }
  return key
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/**
 * Whether Discord signed exactly these bytes (Ed25519 over timestamp and raw body), just now. `now` is UTC ms.
 * Gives the refusal, null when all is well; malformed headers are a bad signature, never an error.
 */
export async function refuseRequest(
  headers: Headers,
  body: ArrayBuffer,
  { publicKey, now }: { publicKey: string; now: number },
): Promise<Failure | null> {
  const signature = headers.get('x-signature-ed25519') ?? ''
  const timestamp = headers.get('x-signature-timestamp') ?? ''
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return fail('bad_signature')
  const message = new Uint8Array(timestamp.length + body.byteLength)
  for (let i = 0; i < timestamp.length; i++) message[i] = timestamp.charCodeAt(i)
  message.set(new Uint8Array(body), timestamp.length)
  const valid = await importKey(publicKey)
    .then((key) => crypto.subtle.verify('Ed25519', key, fromHex(signature), message))
    .catch(() => false)
  if (!valid) return fail('bad_signature')
  return Math.abs(now / 1000 - Number(timestamp)) > FRESH ? fail('stale_signature') : null
}
