import { createPrivateKey, sign } from 'node:crypto'
import { application } from '#sandbox/application.ts'

const key = createPrivateKey({ key: Buffer.from(application.privateKey, 'hex'), format: 'der', type: 'pkcs8' })

/** Discord's headers for one body: Ed25519 over timestamp (s) and the raw bytes. */
export function signBody(body: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000))
  return {
    'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex'),
    'x-signature-timestamp': timestamp,
  }
}

/** The ways in which Discord and strangers get it wrong; each must be answered 401. */
export function spoilHeaders(body: string, now: number, way: number): Record<string, string> {
  const good = signBody(body, now)
  const signature = good['x-signature-ed25519'] ?? ''
  const ways: Record<string, string>[] = [
    { ...good, 'x-signature-ed25519': flipFirst(signature) },
    { ...good, 'x-signature-ed25519': signature.slice(1) },
    { ...good, 'x-signature-ed25519': signature.slice(2) },
    { ...good, 'x-signature-ed25519': 'z'.repeat(128) },
    { ...good, 'x-signature-timestamp': String(Math.floor(now / 1000) + 1) },
    { 'x-signature-timestamp': good['x-signature-timestamp'] ?? '' },
    {},
  ]
  return ways[way % ways.length] ?? {}
}

const flipFirst = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)
