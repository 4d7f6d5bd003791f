import { expect, test } from 'vitest'
import { interaction, newId, post, press, signHeaders, someone, submitted } from './interactions-press.ts'

const ping = JSON.stringify({ type: 1, id: newId(), application_id: newId(), token: 't', version: 1 })
const kick = (id = newId()) =>
  interaction(2, { id: '1', name: 'kick', type: 1, options: [{ name: 'user', type: 6, value: someone }] }, { id })

test('a signed PING is answered with a PONG', async () => {
  const { status, body } = await post(ping, await signHeaders(ping))
  expect(status).toBe(200)
  expect(body).toEqual({ type: 1 })
})

test('anything that is not exactly signed is refused with 401, never an error', async () => {
  const good = await signHeaders(ping)
  const signature = good['x-signature-ed25519'] ?? ''
  const timestamp = good['x-signature-timestamp'] ?? ''
  const bad: Record<string, string>[] = [
    {},
    { 'x-signature-timestamp': timestamp },
    { 'x-signature-ed25519': signature },
    { ...good, 'x-signature-ed25519': '' },
    { ...good, 'x-signature-ed25519': signature.slice(1) },
    { ...good, 'x-signature-ed25519': signature.slice(2) },
    { ...good, 'x-signature-ed25519': `${signature}00` },
    { ...good, 'x-signature-ed25519': 'z'.repeat(128) },
    { ...good, 'x-signature-ed25519': '00'.repeat(64) },
    { ...good, 'x-signature-timestamp': 'yesterday' },
    { ...good, 'x-signature-timestamp': '' },
    { ...good, 'x-signature-timestamp': '9'.repeat(400) },
    { ...good, 'x-signature-timestamp': String(Number(timestamp) + 1) },
  ]
  for (const headers of bad) {
    const { status, body } = await post(ping, headers)
    expect([status, body.code]).toEqual([401, 'bad_signature'])
  }
  expect((await post(`${ping} `, good)).status).toBe(401)
})

test('a signature of long ago, or of a time to come, is refused', async () => {
  for (const off of [-6 * 60_000, 6 * 60_000]) {
    const { status, body } = await post(ping, await signHeaders(ping, { at: Date.now() + off }))
    expect([status, body.code]).toEqual([401, 'stale_signature'])
  }
  expect((await post(ping, await signHeaders(ping, { at: Date.now() - 4 * 60_000 }))).status).toBe(200)
})

test('the same interaction twice acts once', async () => {
  const before = submitted.length
  const once = kick()
  expect((await press(once)).body.type).toBe(5)
  const again = await press(once)
  expect([again.status, again.body.code]).toEqual([409, 'replayed'])
  expect(submitted.length).toBe(before + 1)
})

test('oversized, unreadable and unknown bodies are refused and change nothing', async () => {
  const huge = JSON.stringify({ type: 1, padding: 'x'.repeat(300_000) })
  expect((await post(huge, await signHeaders(huge))).status).toBe(413)
  for (const text of ['', 'nonsense', '[]', '{"type":99}', '{"type":2}', '{"type":2,"id":"no","data":{}}']) {
    const { status, body } = await post(text, await signHeaders(text))
    expect([status, body.code]).toEqual([400, 'bad_request'])
  }
})
