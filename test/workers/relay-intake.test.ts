import { env as bindings } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { sign } from '#schema/contract/signature.ts'
import { readConfig } from '#workers/config.ts'
import { relayRoutes } from '#workers/ingest/relay-routes.ts'

const guilds = Array.from({ length: 20 }, (_, i) => `30000000000000000${String(i).padStart(2, '0')}`)
/** What guild objects took in, and how the stand-ins answer. */
let taken: { guildId: string; epoch: number; batch: number; events: unknown[] }[] = []
let broken = new Set<string>()
let superseded = false
let atOnce = 0
let mostAtOnce = 0
const guild = (guildId: string) => ({
  ingest: async (batch: { epoch: number; batch: number; events: unknown[] }) => {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce)
    await new Promise((resolve) => setTimeout(resolve, 1))
    atOnce--
    if (broken.has(guildId)) throw new Error('unwell')
    taken.push({ guildId, ...batch })
    return { watched: false }
  },
})
const relay = {
  heard: async () => ({ superseded, watching: [guilds[0]] }),
  fetch: async (request: Request) => Response.json({ hello: request.headers.get('x-wardroom-relay') }),
}
const env: Env = Object.assign(Object.create(null), bindings, {
  GUILD: { getByName: guild },
  RELAY: { getByName: () => relay },
})
beforeEach(() => {
  taken = []
  broken = new Set()
  superseded = false
  mostAtOnce = 0
})

const event = { type: 'guild.removed', at: 1 }
const batch = {
  epoch: 1,
  batch: 1,
  shards: [],
  dropped: 0,
  guilds: guilds.map((guildId) => ({ guildId, events: [event] })),
}
const { relayKeys } = readConfig(env)
const signed = async (body: unknown, { domain = 'relay', at = Date.now(), keys = relayKeys } = {}): Promise<string> =>
  JSON.stringify(await sign(domain as 'relay', keys, body, { now: at, lifetime: 60_000 }))
async function post(body: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await relayRoutes.request('/batches', { method: 'POST', body }, env)
  return { status: response.status, body: await response.json() }
}

describe('a batch of the relay', () => {
  test('reaches every guild it is about, a few at a time, and tells who is looking', async () => {
    expect(await post(await signed(batch))).toEqual({ status: 200, body: { watching: [guilds[0]] } })
    expect(taken.map((one) => one.guildId).toSorted()).toEqual(guilds)
    expect(taken[0]).toMatchObject({ epoch: 1, batch: 1, events: [event] })
    expect(mostAtOnce).toBeLessThanOrEqual(10)
  })

  test('is to be repeated when one guild did not take it, and the others have theirs', async () => {
    broken = new Set([guilds[3] ?? ''])
    expect(await post(await signed(batch))).toEqual({ status: 503, body: { failed: [guilds[3]] } })
    expect(taken.length).toBe(guilds.length - 1)
  })

  test('of a relay that was replaced is refused, so that it stops', async () => {
    superseded = true
    expect(await post(await signed(batch))).toMatchObject({ status: 409, body: { code: 'superseded' } })
    expect(taken).toEqual([])
  })

  test('without a true, fresh signature for this purpose changes nothing', async () => {
    const forged = await signed(batch, { keys: [{ id: relayKeys[0]?.id ?? '', secret: 'x'.repeat(40) }] })
    const tampered = (await signed(batch)).replace('\\"batch\\":1', '\\"batch\\":2')
    const codes = await Promise.all(
      [
        '',
        'nonsense',
        '{}',
        JSON.stringify(batch),
        forged,
        tampered,
        await signed(batch, { domain: 'action' }),
        await signed(batch, { keys: [{ id: 'other', secret: 'y'.repeat(40) }] }),
        await signed(batch, { at: Date.now() - 3_600_000 }),
      ].map(async (body) => {
        const answer = await post(body)
        expect(answer.status).toBe(401)
        return answer.body.code
      }),
    )
    expect(codes.slice(-2)).toEqual(['unknown_key', 'stale_signature'])
    expect(taken).toEqual([])
  })

  test('that is not a batch, or far too large, changes nothing', async () => {
    expect((await post(await signed({ ...batch, guilds: [{ guildId: 'x', events: [] }] }))).status).toBe(400)
    expect(
      (await post(await signed({ ...batch, guilds: [{ guildId: guilds[0], events: [{ type: '?' }] }] }))).status,
    ).toBe(400)
    expect((await post('x'.repeat(5_000_000))).status).toBe(413)
    expect(taken).toEqual([])
  })
})

describe('the watch socket', () => {
  const open = async (authorization: string, upgrade = 'websocket') => {
    const response = await relayRoutes.request('/watch', { headers: { authorization, upgrade } }, env)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  test('is opened for a signed relay, whose object learns its epoch and never the signature', async () => {
    const authorization = `Wardroom ${encodeURIComponent(await signed({ epoch: 7 }))}`
    expect(await open(authorization)).toEqual({ status: 200, body: { hello: '{"epoch":7}' } })
  })

  test('is refused to anyone else', async () => {
    for (const authorization of ['', 'Wardroom ', 'Wardroom %', `Wardroom ${encodeURIComponent('{}')}`])
      expect((await open(authorization)).status).toBe(401)
    expect((await open(`Wardroom ${encodeURIComponent(await signed({ epoch: 7 }))}`, '')).status).toBe(400)
  })
})
