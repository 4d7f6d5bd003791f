import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import { startBot } from './bot.ts'

const { harbour } = servers
let discord: Awaited<ReturnType<typeof startBot>>
const start = async (options: Partial<SandboxOptions> = {}) => (discord = await startBot(options))
afterEach(() => discord.sandbox.close())

describe('rate limits', () => {
  it('belong to a route and its channel, and say when to come again', async () => {
    const { ask, time } = await start()
    const write = (channel: string) => ask('POST', `/channels/${channel}/messages`, { content: 'hello' })
    const { general, music } = channels.harbour
    for (const left of ['4', '3', '2', '1', '0'])
      expect((await write(general)).headers.get('x-ratelimit-remaining')).toBe(left)
    time.now += 400
    const refused = await write(general)
    expect(refused).toMatchObject({ status: 429, body: { retry_after: 0.6, global: false } })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('x-ratelimit-scope')).toBe('user')
    expect((await write(music)).status).toBe(200)
    time.now += 600
    expect((await write(general)).status).toBe(200)
  })

  it('hold for the token as a whole, but not for interactions', async () => {
    const { ask, sandbox } = await start({ limits: { global: 3 } })
    for (const route of ['/users/@me', '/gateway/bot', `/guilds/${harbour}`]) await ask('GET', route)
    expect(await ask('GET', '/users/@me')).toMatchObject({ status: 429, body: { global: true } })
    const { id, token } = sandbox.world.openInteraction({
      type: 2,
      guildId: harbour,
      channelId: channels.harbour.general,
      userId: people.tomas,
    })
    expect((await ask('POST', `/interactions/${id}/${token}/callback`, { type: 5 })).status).toBe(204)
  })

  it('end in a page of Cloudflare when too much was refused', async () => {
    const { ask, time } = await start({ limits: { invalid: 2 } })
    for (let n = 0; n < 3; n++) await ask('GET', '/users/@me', undefined, { token: 'Bot wrong' })
    const blocked = await ask('GET', '/users/@me')
    expect(blocked.status).toBe(429)
    expect(blocked.body).toContain('1015')
    time.now += 600_001
    expect((await ask('GET', '/users/@me')).status).toBe(200)
  })
})

describe('faults', () => {
  const path = `/guilds/${harbour}/bans/${people.rick}`

  it('hold a request before its effect, or after it', async () => {
    const { ask, sandbox } = await start()
    const { faults, world } = sandbox
    const isBanned = () => world.guild(harbour)?.bans.has(people.rick)
    const before = faults.add({ match: { method: 'PUT', path: '*/bans/*' }, kind: 'hang', times: 1 })
    const first = ask('PUT', path)
    await faults.held(before)
    expect(isBanned()).toBe(false)
    faults.release(before)
    expect((await first).status).toBe(204)

    await ask('DELETE', path)
    const after = faults.add({ match: { method: 'PUT' }, kind: 'hang', when: 'after', times: 1 })
    const second = ask('PUT', path)
    await faults.held(after)
    expect(isBanned()).toBe(true)
    faults.release(after, 'drop')
    await expect(second).rejects.toThrow()
  })

  it('held before its effect and given up by the client, a request has none', async () => {
    const { sandbox, ask } = await start()
    const id = sandbox.faults.add({ match: { method: 'PUT' }, kind: 'hang' })
    const client = new AbortController()
    const cut = new Promise<number>((resolve) => sandbox.requests.subscribe(({ status }) => resolve(status)))
    const asking = ask('PUT', path, undefined, { signal: client.signal }).catch(() => 'given up')
    await sandbox.faults.held(id)
    client.abort()
    expect(await asking).toBe('given up')
    expect(await cut).toBe(0)
    expect(sandbox.world.guild(harbour)?.bans.has(people.rick)).toBe(false)
  })

  it('answer in Discord’s place as often as asked', async () => {
    const { ask, sandbox } = await start()
    const match = { path: '/users/@me' }
    sandbox.faults.add({ match, kind: 'status', status: 502, times: 1 })
    expect((await ask('GET', '/users/@me')).status).toBe(502)
    sandbox.faults.add({ match, kind: '429', scope: 'shared', ms: 2_500, times: 1 })
    const storm = await ask('GET', '/users/@me')
    expect(storm.headers.get('x-ratelimit-scope')).toBe('shared')
    expect(storm.body.retry_after).toBe(2.5)
    sandbox.faults.add({ match, kind: '1015', times: 1 })
    expect((await ask('GET', '/users/@me')).body).toContain('1015')
    expect((await ask('GET', '/users/@me')).status).toBe(200)
    sandbox.faults.setOutage('gone')
    await expect(ask('GET', '/users/@me')).rejects.toThrow()
    sandbox.faults.setOutage('none')
    expect((await ask('GET', '/users/@me')).status).toBe(200)
  })
})

it('what was done is logged without any token', async () => {
  const { ask, sandbox } = await start()
  const { id, token } = sandbox.world.openInteraction({
    type: 2,
    guildId: harbour,
    channelId: channels.harbour.general,
    userId: people.tomas,
  })
  await ask('POST', `/interactions/${id}/${token}/callback`, { type: 5 })
  const log = JSON.stringify(sandbox.requests.list)
  expect(log).toContain(`/interactions/${id}/[token]/callback`)
  expect(log).not.toContain(token)
})

it('the world survives a restart', async () => {
  const state = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const first = await start({ state })
  await first.ask('PUT', `/guilds/${harbour}/bans/${people.rick}`, {}, { reason: 'bait' })
  await first.sandbox.close()
  const { ask, sandbox } = await start({ state })
  expect((await ask('GET', `/guilds/${harbour}/bans/${people.rick}`)).body.reason).toBe('bait')
  expect(sandbox.world.guild(harbour)?.members.size).toBe(59)
})

it('the full world has its three servers, and a fleet can be added to them', async () => {
  const { sandbox, ask } = await start({ seed: 'full', limits: false })
  const sizes = Object.values(servers).map((id) => sandbox.world.guild(id)?.members.size)
  expect(sizes).toEqual([5_000, 240, 30])
  sandbox.world.growFleet(300)
  expect(sandbox.world.readyGuilds()).toHaveLength(303)
  const first = (await ask('GET', '/users/@me/guilds')).body
  const rest = (await ask('GET', `/users/@me/guilds?after=${first.at(-1)?.id}`)).body
  expect([first.length, rest.length]).toEqual([200, 103])
})
