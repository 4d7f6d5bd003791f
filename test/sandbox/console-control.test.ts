import { afterEach, describe, expect, it } from 'vitest'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import { startSandbox } from '#sandbox/server.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import type { FeedItem } from '#sandbox/console/feed.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
const start = async (options: Partial<SandboxOptions> = {}) =>
  (sandbox = await startSandbox({ port: 0, state: null, seed: 'small', ...options }))
afterEach(() => sandbox.close())

const call = async (
  name: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => {
  const answer = await fetch(`${sandbox.url}/console/api/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  // the tests are what checks it
  return { status: answer.status, body: (await answer.json()) as { error?: string; id?: number; userIds?: string[] } }
}
const look = async (name: string, query: Record<string, string>) =>
  (await fetch(`${sandbox.url}/console/api/${name}?${new URLSearchParams(query)}`)).text()
const guildId = servers.harbour
const channelId = channels.harbour.general

describe('by hand', () => {
  it.each([
    ['a member without the permission', people.leo, people.goblin],
    ['someone of the same rank', people.tomas, people.dana],
    ['anyone against the owner', people.ines, people.mara],
    ['a person against themselves', people.tomas, people.tomas],
  ])('a ban is refused to %s', async (_, userId, targetId) => {
    await start()
    const refused = await call('ban', { userId, guildId, targetId })
    expect(refused.status).toBe(422)
    expect(sandbox.world.guild(guildId)?.bans.size).toBe(0)
  })

  it('a ban names its moderator and reason in the audit log', async () => {
    await start()
    expect(await call('ban', { userId: people.tomas, guildId, targetId: people.goblin, reason: 'spam' })).toMatchObject(
      { status: 200 },
    )
    expect(sandbox.world.guild(guildId)?.audit.at(-1)).toMatchObject({
      action_type: 22,
      user_id: people.tomas,
      target_id: people.goblin,
      reason: 'spam',
    })
  })

  it('the timed out cannot write, and the banned cannot come back', async () => {
    await start()
    const troll = { userId: people.goblin, guildId }
    await call('timeout', { userId: people.tomas, guildId, targetId: people.goblin, ms: 60_000 })
    expect((await call('write', { ...troll, channelId, content: 'hi' })).body.error).toBe('timed out')
    await call('ban', { userId: people.tomas, guildId, targetId: people.goblin })
    expect((await call('join', troll)).body.error).toContain('banned')
  })

  it('slowmode holds members but not moderators', async () => {
    await start()
    await call('edit-channel', { userId: people.mara, guildId, channelId, rate_limit_per_user: 60 })
    const write = (userId: string) => call('write', { userId, guildId, channelId, content: 'hello' })
    expect((await write(people.leo)).status).toBe(200)
    expect((await write(people.leo)).body.error).toContain('slowmode')
    expect((await write(people.tomas)).status).toBe(200)
    expect((await write(people.tomas)).status).toBe(200)
  })

  it('nobody gives a role that is not below their own', async () => {
    await start()
    const guild = sandbox.world.guild(guildId)
    const admin = [...(guild?.roles.values() ?? [])].find(({ name }) => name === 'Admin')?.id
    const refused = await call('role', {
      userId: people.tomas,
      guildId,
      targetId: people.leo,
      roleId: admin,
      has: true,
    })
    expect(refused.status).toBe(422)
    expect(guild?.members.get(people.leo)?.roles).not.toContain(admin)
  })
})

describe('the control API', () => {
  it('refuses bodies it does not know, and anything that is not JSON', async () => {
    await start()
    expect((await call('write', { userId: 'x' })).status).toBe(400)
    expect((await call('nothing', {})).status).toBe(404)
    expect((await call('constructor', {})).status).toBe(404)
    expect((await call('raid', { guildId, accounts: 5 }, { 'content-type': 'text/plain' })).status).toBe(405)
  })

  it('shows people only what they can see', async () => {
    await start()
    const { staff } = channels.harbour
    sandbox.world.writeMessage(staff, people.mara, { content: 'a staff secret' })
    const as = (user: string) => look('place', { user, guild: guildId, channel: staff })
    expect(await as(people.tomas)).toContain('a staff secret')
    expect(await as(people.leo)).not.toContain('a staff secret')
  })

  it('serves a page that runs its own scripts only', async () => {
    await start()
    const page = await fetch(sandbox.url)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const html = await page.text()
    expect(html).not.toMatch(/<script(?![^>]*src=)/)
    for (const [, path] of html.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g))
      expect((await fetch(sandbox.url + path)).status).toBe(200)
    expect((await fetch(`${sandbox.url}/console/assets/..%2fpage.ts`)).status).toBe(404)
  })

  it('streams requests as they are answered, and what was wrong with them', async () => {
    await start()
    const stream = await fetch(`${sandbox.url}/console/api/events`)
    await fetch(`${sandbox.url}/api/v10/gateway`, { headers: { 'user-agent': 'a browser' } })
    let text = ''
    for await (const chunk of stream.body ?? []) {
      text += new TextDecoder().decode(chunk)
      if (text.includes('data: ')) break
    }
    const items = JSON.parse(text.split('data: ')[1] ?? '[]') as FeedItem[]
    expect(items).toContainEqual(expect.objectContaining({ kind: 'request', path: '/gateway', status: 403 }))
    expect(items).toContainEqual(expect.objectContaining({ kind: 'violation', path: '/gateway' }))
  })
})

describe('a raid', () => {
  it('joins and spams until it is stopped, and spares those who were dealt with', async () => {
    await start()
    const before = sandbox.world.guild(guildId)?.members.size ?? 0
    let spam = 0
    const done = new Promise<void>((resolve) =>
      sandbox.world.onDispatch(({ t }) => {
        if (t === 'MESSAGE_CREATE' && ++spam === 30) resolve()
      }),
    )
    await call('raid', { guildId, accounts: 25, perSecond: 500, messages: 5 })
    await done
    const { body } = await call('stop-raid', {})
    expect(body.userIds).toHaveLength(25)
    expect(sandbox.world.guild(guildId)?.members.size).toBe(before + 25)
    expect(sandbox.live.raids.list).toEqual([])
  })
})

describe('the living background', () => {
  const live = async (chanceSeed: number): Promise<string[]> => {
    await start({ chanceSeed, clock: () => 1_795_000_000_000 })
    const seen: string[] = []
    sandbox.world.onDispatch(({ t, guildId }) => seen.push(`${t} ${guildId}`))
    for (let n = 0; n < 40; n++)
      for (const habit of ['chat', 'troll', 'join', 'leave', 'nick', 'role', 'voice', 'incident'] as const)
        sandbox.live.life.live(habit)
    await sandbox.close()
    return seen
  }

  it('does all sorts of things, the same for the same seed', async () => {
    const first = await live(5)
    const kinds = new Set(first.map((line) => line.split(' ')[0]))
    for (const t of [
      'MESSAGE_CREATE',
      'GUILD_MEMBER_ADD',
      'GUILD_MEMBER_REMOVE',
      'GUILD_MEMBER_UPDATE',
      'VOICE_STATE_UPDATE',
      'GUILD_AUDIT_LOG_ENTRY_CREATE',
    ])
      expect(kinds).toContain(t)
    expect(await live(5)).toEqual(first)
    expect(await live(6)).not.toEqual(first)
  })

  it('leaves alone everyone who has a name in the README', async () => {
    await live(9)
    const members = sandbox.world.guild(guildId)?.members
    for (const id of [people.mara, people.tomas, people.leo, people.goblin, people.rick])
      expect(members?.has(id)).toBe(true)
    expect(members?.get(people.leo)?.nick).toBe(null)
  })

  it('is still unless asked for', async () => {
    await start()
    expect(sandbox.live.life.rate).toBe(0)
  })
})
