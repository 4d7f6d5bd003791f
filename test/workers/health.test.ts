/// <reference types="@cloudflare/vitest-plugin/types" />
import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { HealthReport, type Gauge, type PublicHealth } from '#schema/contract/health.ts'
import { sign } from '#schema/contract/signature.ts'
import { people } from '#sandbox/world/cast.ts'
import { readConfig } from '#workers/config.ts'
import worker from '#workers/index.ts'
import { installHarbour, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

let mara: Visitor
beforeAll(async () => {
  await installHarbour()
  mara = await visitorOf(people.mara)
})
const report = async (span = 'hour'): Promise<HealthReport> =>
  HealthReport.parse(await (await mara.fetch(`/api/developer/health?span=${span}`)).json())
const gaugeIn = ({ groups }: HealthReport, id: string): Gauge | undefined =>
  groups.flatMap(({ gauges }) => gauges).find((gauge) => gauge.id === id)
const gauge = async (id: string): Promise<Gauge | undefined> => gaugeIn(await report(), id)

const signed = async (body: object): Promise<string> =>
  JSON.stringify(await sign('relay', readConfig(env).relayKeys, body, { now: Date.now(), lifetime: 60_000 }))
const host = {
  at: Date.now(),
  startedAt: Date.now() - 60_000,
  version: '0.1.0',
  node: 'v24.0.0',
  os: 'Linux',
  cpu: 0.2,
  cores: 1,
  memory: { used: 200, total: 256 },
  disk: { used: 1, total: 100 },
  lag: { p50: 0, p99: 3, max: 9 },
  waiting: 0,
  spilled: 0,
}
const shard = { id: 0, state: 'ready', latency: 80, lastEventAt: Date.now(), guilds: 2, resumes: 1 }
const epoch = Date.now()
let batches = 0
/** The relay posts how it is. */
async function post(more: object = {}): Promise<void> {
  const body = await signed({ epoch, batch: ++batches, shards: [shard], dropped: 0, guilds: [], host, ...more })
  const answer = await exports.default.fetch(`${env.APP_ORIGIN}/relay/batches`, { method: 'POST', body })
  expect(answer.status).toBe(200)
}
/** The relay opens its socket. */
async function connect(): Promise<WebSocket> {
  const authorization = `Wardroom ${encodeURIComponent(await signed({ epoch }))}`
  const answer = await exports.default.fetch(`${env.APP_ORIGIN}/relay/watch`, {
    headers: { upgrade: 'websocket', authorization },
  })
  const socket = answer.webSocket
  if (!socket) throw new Error(`no socket: ${answer.status}`)
  socket.accept()
  return socket
}
/** As a monitor sees it, and not as it was seen a moment ago. */
async function monitor(over: Partial<Env> = {}): Promise<{ status: number; body: PublicHealth }> {
  const answer = await worker.fetch(
    new Request(`${env.APP_ORIGIN}/health`),
    { ...env, ...over },
    createExecutionContext(),
  )
  return { status: answer.status, body: await answer.json() }
}

test('what queries cost is counted, each database by itself', async () => {
  const registry = async () => (await report()).databases.find(({ binding }) => binding === 'DB')
  await expect.poll(async () => (await registry())?.rowsWritten, { timeout: 18_000 }).toBeGreaterThan(0)
  expect(await registry()).toMatchObject({ size: expect.any(Number), p95: expect.any(Number) })
  expect((await registry())?.queries).toBeGreaterThan(0)
  expect(await gauge('d1.size')).toMatchObject({ unit: 'bytes', state: 'ok', of: 10 * 1024 ** 3 })
  expect(await gauge('requests.count')).toMatchObject({ value: expect.any(Number), series: { step: 60_000 } })
})

describe('the public health', () => {
  test('says that there is no relay before one was ever heard', async () => {
    const { status, body } = await monitor()
    expect(status).toBe(503)
    expect(body).toMatchObject({
      ok: false,
      checks: { relay: { ok: false, why: expect.stringContaining('never heard') }, database: { ok: true } },
    })
  })

  test('is well while the relay posts, and says since when it is silent', async () => {
    const socket = await connect()
    await post()
    expect(await monitor()).toMatchObject({ status: 200, body: { ok: true, version: expect.any(String) } })
    socket.close(1000)
    await expect
      .poll(async () => (await monitor()).body.checks.relay)
      .toMatchObject({
        ok: false,
        why: expect.stringContaining('last heard'),
      })
  })

  test('names the database that is away, and a pause of all calls to Discord', async () => {
    const away: Pick<D1Database, 'prepare'> = {
      prepare: () => {
        throw new Error('D1 is away')
      },
    }
    const { status, body } = await monitor({ DB: away as D1Database })
    expect(status).toBe(503)
    expect(body.checks.database).toEqual({ ok: false, why: 'The database does not answer.' })
    expect(JSON.stringify(body)).not.toContain('D1 is away')
    await env.BUDGET.getByName('bot').report({ status: 429, scope: 'global', retryMs: 1_500 })
    expect((await monitor()).body.checks.discord).toMatchObject({
      ok: false,
      why: expect.stringContaining('rest until'),
    })
    expect(await gauge('discord.breaker')).toMatchObject({ value: 'Open', state: 'bad' })
    await expect.poll(async () => (await monitor()).body.checks.discord, { timeout: 5_000 }).toEqual({ ok: true })
  })

  test('names an action that waits for too long', async () => {
    const ops = env.OPS.getByName('ops')
    const told = (waitingSince: number | null) =>
      ops.counted({ sums: {}, levels: {}, spreads: {}, guilds: { '700000000000000001': { sockets: 0, waitingSince } } })
    await told(Date.now() - 11 * 60_000)
    expect((await monitor()).body.checks.actions).toMatchObject({ ok: false })
    expect(await gauge('objects.waiting')).toMatchObject({ state: 'bad', unit: 'ms' })
    await told(null)
    expect((await monitor()).body.checks.actions).toEqual({ ok: true })
  })
})

describe('the figures of the developers', () => {
  test('are closed to an administrator', async () => {
    const ines = await visitorOf(people.ines)
    expect(await verdict(await ines.fetch('/api/developer/health'))).toBe('403 developers_only')
  })

  test('tell the relay’s shards and its machine, and what is too much', async () => {
    const socket = await connect()
    await post({ host: { ...host, at: Date.now(), memory: { used: 245, total: 256 } } })
    const now = await report('day')
    expect(now.shards).toMatchObject([{ id: 0, health: 'ok', resumes: 1, latency: 80 }])
    expect(gaugeIn(now, 'bot.online')).toMatchObject({ value: 'Online', state: 'ok' })
    expect(gaugeIn(now, 'relay.memory')).toMatchObject({ value: 245, of: 256, state: 'bad' })
    expect(gaugeIn(now, 'relay.node')).toMatchObject({ value: 'v24.0.0', unit: 'text' })
    expect(now.groups.find(({ id }) => id === 'relay')?.state).toBe('bad')
    socket.close(1000)
  })

  test('move on open pages, and what crosses its threshold is one row of the log', async () => {
    const headers = { upgrade: 'websocket', origin: env.APP_ORIGIN }
    const answer = await mara.fetch('/api/developer/live', { headers })
    const heard: string[] = []
    answer.webSocket?.accept()
    answer.webSocket?.addEventListener('message', ({ data }) => void heard.push(String(data)))
    const minute = () => worker.scheduled(createScheduledController(), env)
    const crossed = async () => {
      const { rows } = await env.OPS.getByName('ops').findLog({})
      return rows.flatMap(({ type, detail, severity }) =>
        type.startsWith('health_') ? [[type, detail?.gauge, severity]] : [],
      )
    }
    const socket = await connect()
    await minute()
    await minute()
    expect(await crossed()).toEqual([['health_crossed', 'relay.memory', 'error']])
    await post({ host: { ...host, at: Date.now() } })
    await minute()
    expect((await crossed())[0]).toEqual(['health_recovered', 'relay.memory', 'info'])
    await expect.poll(() => heard.filter((text) => text.includes('health.changed')).length).toBeGreaterThan(0)
    expect(await gauge('objects.overdue')).toMatchObject({ value: 0, state: 'ok' })
    socket.close(1000)
    answer.webSocket?.close(1000)
  })

  test('say why something is not known', async () => {
    for (const { id, value, state, why } of (await report()).groups.flatMap(({ gauges }) => gauges))
      if (value === null) expect([id, state, why]).toEqual([id, 'unknown', expect.stringMatching(/\.$/)])
  })
})
