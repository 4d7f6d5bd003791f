import { afterEach, describe, expect, it } from 'vitest'
import { application } from '#sandbox/application.ts'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import { startSandbox } from '#sandbox/server.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { ALL, GatewayClient } from './gateway-client.ts'

const { harbour, tabletop, quiet } = servers
const { general, staff } = channels.harbour
const tidy = { duplicates: false, reorder: false }
let sandbox: Awaited<ReturnType<typeof startSandbox>>

const start = async (options: Partial<SandboxOptions> = {}) =>
  (sandbox = await startSandbox({ port: 0, state: null, seed: 'small', gatewayOptions: tidy, ...options }))
const connect = (query?: string) => new GatewayClient(`${sandbox.url}/gateway`, query)
const write = (content: string, channelId: string = general) =>
  sandbox.world.writeMessage(channelId, people.leo, { content })
afterEach(() => sandbox.close())

describe('identifying', () => {
  it('greets, names the servers as unavailable and then describes each', async () => {
    await start()
    const client = connect()
    expect((await client.op(10)).d.heartbeat_interval).toBe(41_250)
    const ready = await client.identify()
    expect(ready.d.guilds).toHaveLength(3)
    expect(ready.d.guilds.every(({ unavailable }) => unavailable)).toBe(true)
    await client.sync()
    const described = client.frames.filter(({ t }) => t === 'GUILD_CREATE').map(({ d }) => d.id)
    expect(described.toSorted()).toEqual([harbour, tabletop, quiet].toSorted())
    expect(sandbox.gateway.session_start_limit.remaining).toBe(999)
  })

  it.each([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['an intent that does not exist', { intents: 1 << 30 }, 4013],
    ['a shard beyond the count', { shard: [2, 2] as [number, number] }, 4010],
  ])('refuses %s', async (_, wish, code) => {
    await start()
    const client = connect()
    await client.op(10)
    client.sendIdentify(wish)
    expect(await client.closed).toBe(code)
  })

  it('refuses privileged intents that were not granted', async () => {
    await start({ gatewayOptions: { ...tidy, disallowedIntents: 1 << 1 } })
    const client = connect()
    await client.op(10)
    client.sendIdentify()
    expect(await client.closed).toBe(4014)
  })

  it('is limited by the day, and beyond that a violation', async () => {
    await start({ gatewayOptions: { ...tidy, identifiesPerDay: 1 } })
    await connect().identify()
    const second = connect()
    await second.op(10)
    second.sendIdentify()
    expect(await second.closed).toBe(4004)
    expect(sandbox.violations.list).toHaveLength(1)
  })

  it.each([
    ['anything before identifying', { op: 8, d: { guild_id: harbour } }, 4003],
    ['an unknown opcode', { op: 99, d: null }, 4001],
    ['what is no JSON', '{', 4002],
    ['a payload over 4096 bytes', { op: 1, d: null, more: 'x'.repeat(4096) }, 4002],
  ])('closes on %s', async (_, frame, code) => {
    await start()
    const client = connect()
    await client.op(10)
    client.send(frame)
    expect(await client.closed).toBe(code)
  })

  it('closes on another version, and on more than 120 payloads a minute', async () => {
    await start()
    expect(await connect('?v=9&encoding=json').closed).toBe(4012)
    const client = connect()
    await client.op(10)
    for (let n = 0; n < 121; n++) client.send({ op: 1, d: null })
    expect(await client.closed).toBe(4008)
  })

  it('refuses a second identify on one connection', async () => {
    await start()
    const client = connect()
    await client.identify()
    client.sendIdentify()
    expect(await client.closed).toBe(4005)
  })
})

describe('events', () => {
  it('reach only those who asked for their intent', async () => {
    await start()
    const [all, few] = [connect(), connect()]
    await Promise.all([all.identify(), few.identify({ intents: 1 << 0 })])
    write('hello')
    sandbox.world.join(tabletop, people.otto)
    sandbox.world.saveChannel(general, { topic: 'new' }, { by: people.mara })
    await Promise.all([all.event('CHANNEL_UPDATE'), few.event('CHANNEL_UPDATE')])
    expect(all.events).toEqual(expect.arrayContaining(['MESSAGE_CREATE', 'GUILD_MEMBER_ADD']))
    expect(few.events).not.toContain('MESSAGE_CREATE')
    expect(few.events).not.toContain('GUILD_MEMBER_ADD')
    expect(few.events).not.toContain('GUILD_AUDIT_LOG_ENTRY_CREATE')
  })

  it('carry no text without the message-content intent, except of who mentions the bot', async () => {
    await start()
    const client = connect()
    await client.identify({ intents: ALL & ~(1 << 15) })
    write('a secret')
    write(`hey <@${people.wardroom}>`)
    await client.find(({ t, d }) => t === 'MESSAGE_CREATE' && d.content.startsWith('hey'))
    expect(client.frames.find(({ t }) => t === 'MESSAGE_CREATE')?.d.content).toBe('')
  })

  it('go to the shard of their server', async () => {
    await start()
    const shards: [number, number][] = [
      [0, 2],
      [1, 2],
    ]
    const clients = shards.map(() => connect())
    await Promise.all(clients.map((client, index) => client.identify({ shard: shards[index] })))
    const owner = Number((BigInt(harbour) >> 22n) % 2n)
    write('hello')
    await clients[owner]?.event('MESSAGE_CREATE')
    await clients[1 - owner]?.sync()
    expect(clients[1 - owner]?.events).not.toContain('MESSAGE_CREATE')
  })

  it('come twice now and then, and an audit entry before or after its ban, unless switched off', async () => {
    await start({ gatewayOptions: {} })
    const client = connect()
    await client.identify()
    for (let n = 0; n < 100; n++) write(`message ${n}`)
    const crowd = [...(sandbox.world.guild(harbour)?.members.keys() ?? [])].slice(-24)
    for (const id of crowd) sandbox.world.ban(harbour, id, { by: people.mara })
    await Promise.all(
      crowd.flatMap((id) => [
        client.find(({ t, d }) => t === 'GUILD_BAN_ADD' && d.user.id === id),
        client.find(({ t, d }) => t === 'GUILD_AUDIT_LOG_ENTRY_CREATE' && 'target_id' in d && d.target_id === id),
      ]),
    )
    expect(client.events.filter((t) => t === 'MESSAGE_CREATE').length).toBeGreaterThan(100)
    const at = (t: string, id: string) =>
      client.frames.findIndex((f) => f.t === t && (('target_id' in f.d && f.d.target_id === id) || f.d.user?.id === id))
    const banFirst = crowd.map((id) => at('GUILD_BAN_ADD', id) < at('GUILD_AUDIT_LOG_ENTRY_CREATE', id))
    expect(new Set(banFirst)).toEqual(new Set([true, false]))
  })

  it('wait while they are held', async () => {
    await start()
    const client = connect()
    await client.identify()
    sandbox.live.gateway.turbulence.hold()
    write('late')
    await client.sync()
    expect(client.events).not.toContain('MESSAGE_CREATE')
    sandbox.live.gateway.turbulence.release()
    expect((await client.event('MESSAGE_CREATE')).d.content).toBe('late')
  })
})

describe('resuming', () => {
  const resume = async (client: GatewayClient, session_id: string, seq: number, token?: string) => {
    await client.op(10)
    client.send({ op: 6, d: { token: token ?? application.botToken, session_id, seq } })
  }

  it('tells what was missed, once and in order, after a line that was cut', async () => {
    await start()
    const first = connect()
    const { session_id, resume_gateway_url } = (await first.identify()).d
    write('seen')
    await first.event('MESSAGE_CREATE')
    sandbox.live.gateway.drop()
    await first.closed
    for (const content of ['one', 'two', 'three']) write(content)
    const second = new GatewayClient(resume_gateway_url)
    await resume(second, session_id, first.sequence)
    await second.event('RESUMED')
    expect(second.frames.flatMap(({ t, d }) => (t === 'MESSAGE_CREATE' ? d.content : []))).toEqual([
      'one',
      'two',
      'three',
    ])
    expect(second.events).not.toContain('READY')
    write('four')
    await second.find(({ t, d }) => t === 'MESSAGE_CREATE' && d.content === 'four')
  })

  it('is over after a goodbye, after its time, and for an unknown session', async () => {
    await start({ gatewayOptions: { ...tidy, sessionLife: -1 } })
    const goodbye = connect()
    const { session_id } = (await goodbye.identify()).d
    await goodbye.close(1000)
    const aged = connect()
    const old = (await aged.identify()).d.session_id
    await aged.close(4900)
    for (const id of [session_id, old, 'unknown']) {
      const client = connect()
      await resume(client, id, 1)
      expect((await client.op(9)).d).toBe(false)
    }
  })

  it('refuses a sequence that was never sent, and a wrong token', async () => {
    await start()
    const first = connect()
    const { session_id } = (await first.identify()).d
    await first.close(4900)
    const ahead = connect()
    await resume(ahead, session_id, 9999)
    expect(await ahead.closed).toBe(4007)
    const stranger = connect()
    await resume(stranger, session_id, 1, 'wrong')
    expect(await stranger.closed).toBe(4004)
  })

  it('is asked for by op 7, and made impossible by op 9', async () => {
    await start()
    const client = connect()
    const { session_id } = (await client.identify()).d
    sandbox.live.gateway.askReconnect()
    await client.op(7)
    sandbox.live.gateway.invalidate()
    expect((await client.op(9)).d).toBe(false)
    const next = connect()
    await resume(next, session_id, 1)
    expect((await next.op(9)).d).toBe(false)
  })
})

describe('the line', () => {
  it('is closed when the client never beats, and its session can still be resumed', async () => {
    await start({ gatewayOptions: { ...tidy, heartbeatInterval: 60 } })
    const client = connect()
    const { session_id } = (await client.identify()).d
    expect(await client.closed).toBe(4009)
    const next = connect()
    await next.op(10)
    next.send({ op: 6, d: { token: application.botToken, session_id, seq: client.sequence } })
    await next.event('RESUMED')
  })

  it('is down with the rest of Discord', async () => {
    await start()
    const client = connect()
    await client.identify()
    sandbox.faults.setOutage('down')
    expect(await client.closed).toBe(1006)
    expect(await connect().closed).toBe(1006)
    sandbox.faults.setOutage('none')
    await connect().identify()
  })
})

describe('asking for members', () => {
  it('gives all in chunks of a thousand, once in 30 s', async () => {
    await start({ seed: 'full' })
    const client = connect()
    await client.identify()
    client.send({ op: 8, d: { guild_id: harbour, query: '', limit: 0, nonce: 'a' } })
    await client.find(({ t, d }) => t === 'GUILD_MEMBERS_CHUNK' && d.chunk_index === d.chunk_count - 1)
    const chunks = client.frames.filter(({ t }) => t === 'GUILD_MEMBERS_CHUNK')
    expect(chunks.flatMap(({ d }) => d.members)).toHaveLength(sandbox.world.guild(harbour)?.members.size ?? 0)
    client.send({ op: 8, d: { guild_id: harbour, query: '', limit: 0 } })
    expect((await client.event('RATE_LIMITED')).d.retry_after).toBeGreaterThan(0)
  })

  it('names who is not there', async () => {
    await start()
    const client = connect()
    await client.identify()
    client.send({ op: 8, d: { guild_id: harbour, user_ids: [people.mara, people.otto] } })
    const { d } = await client.event('GUILD_MEMBERS_CHUNK')
    expect(d.members).toHaveLength(1)
    expect(d.not_found).toEqual([people.otto])
  })
})

it('the bot is told nothing of channels it cannot see', async () => {
  await start()
  const client = connect()
  await client.identify()
  const hidden = sandbox.world.createChannel(quiet, { name: 'hidden', type: 0 }, { by: people.mara })
  sandbox.world.setOverwrite(hidden.id, { id: quiet, type: 0, allow: '0', deny: '1024' }, { by: people.mara })
  sandbox.world.writeMessage(hidden.id, people.mara, { content: 'psst' })
  write('aloud', staff)
  const { d } = await client.event('MESSAGE_CREATE')
  expect(d.content).toBe('aloud')
})
