import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import type { Dispatch } from '#sandbox/world/shapes.ts'
import { startBot } from './bot.ts'

const { harbour, quiet } = servers
let discord: Awaited<ReturnType<typeof startBot>>
const events: Dispatch[] = []
beforeAll(async () => {
  discord = await startBot({ limits: false, outsideBansPerDay: 2 })
  discord.sandbox.world.onDispatch((dispatch) => events.push(dispatch))
})
afterAll(() => discord.sandbox.close())
const ask: (typeof discord)['ask'] = (...call) => discord.ask(...call)
const refusal = { message: expect.any(String) }

describe('bans', () => {
  it('are done once, with the reason in the audit log and its events', async () => {
    events.length = 0
    const reason = '[#1] Tomas: Spam – «gratis»'
    const first = await ask(
      'PUT',
      `/guilds/${harbour}/bans/${people.goblin}`,
      { delete_message_seconds: 0 },
      { reason: encodeURIComponent(reason) },
    )
    const again = await ask('PUT', `/guilds/${harbour}/bans/${people.goblin}`)
    expect([first.status, again.status]).toEqual([204, 204])
    expect(events.map(({ t }) => t)).toEqual(['GUILD_MEMBER_REMOVE', 'GUILD_BAN_ADD', 'GUILD_AUDIT_LOG_ENTRY_CREATE'])
    const ban = await ask('GET', `/guilds/${harbour}/bans/${people.goblin}`)
    expect(ban.body).toMatchObject({ user: { id: people.goblin }, reason })
    const log = await ask('GET', `/guilds/${harbour}/audit-logs?action_type=22&limit=1`)
    expect(log.body.audit_log_entries).toMatchObject([
      { action_type: 22, target_id: people.goblin, user_id: people.wardroom, reason },
    ])
  })

  it('of someone who stands higher, of the owner and of the bot itself are refused', async () => {
    for (const person of [people.ines, people.mara, people.wardroom])
      expect(await ask('PUT', `/guilds/${harbour}/bans/${person}`)).toMatchObject({
        status: 403,
        body: { ...refusal, code: 50013 },
      })
    expect((await ask('PUT', `/guilds/${harbour}/bans/100000000000000009`)).body.code).toBe(10013)
  })

  it('of people who are not there succeed until the limit of the day', async () => {
    const codes = []
    for (const person of [people.otto, people.lurker, people.juno])
      codes.push((await ask('PUT', `/guilds/${harbour}/bans/${person}`)).body.code)
    expect(codes).toEqual([undefined, undefined, 30035])
  })

  it('are lifted once', async () => {
    const lift = () => ask('DELETE', `/guilds/${harbour}/bans/${people.goblin}`)
    expect((await lift()).status).toBe(204)
    expect(await lift()).toMatchObject({ status: 404, body: { code: 10026 } })
  })

  it('in bulk tell who was banned and who was not, and fail when nobody was', async () => {
    const bulk = (user_ids: string[]) => ask('POST', `/guilds/${harbour}/bulk-ban`, { user_ids })
    expect((await bulk([people.kev, people.ines, people.wardroom])).body).toEqual({
      banned_users: [people.kev],
      failed_users: [people.ines],
    })
    expect(await bulk([people.kev, people.mara])).toMatchObject({ status: 400, body: { code: 500000 } })
  })

  it('need the permission, which the bot lacks in Quiet Corner', async () => {
    expect((await ask('PUT', `/guilds/${quiet}/bans/${people.goblin}`)).body.code).toBe(50013)
    expect((await ask('DELETE', `/guilds/${quiet}/members/${people.leo}`)).body.code).toBe(50013)
    expect((await ask('DELETE', `/guilds/${quiet}/members/${people.goblin}`)).status).toBe(204)
    expect((await ask('DELETE', `/guilds/${quiet}/members/${people.goblin}`)).body.code).toBe(10007)
  })
})

describe('timeouts', () => {
  const until = (days: number) => new Date(discord.time.now + days * 86_400_000).toISOString()
  const timeOut = (person: string, communication_disabled_until: string | null) =>
    ask('PATCH', `/guilds/${harbour}/members/${person}`, { communication_disabled_until })

  it('last up to 28 days and can be ended', async () => {
    expect((await timeOut(people.leo, until(28))).body.communication_disabled_until).toBe(until(28))
    expect((await timeOut(people.leo, null)).body.communication_disabled_until).toBeNull()
    const tooLong = await timeOut(people.leo, until(29))
    expect(tooLong.body).toMatchObject({ code: 50035, errors: { communication_disabled_until: { _errors: [{}] } } })
  })

  it('are never given to administrators or the owner', async () => {
    expect((await timeOut(people.ines, until(1))).body.code).toBe(50013)
    expect((await timeOut(people.mara, until(1))).body.code).toBe(50013)
  })
})

it('roles above the bot, and managed ones, cannot be given', async () => {
  const give = (role: string) => ask('PUT', `/guilds/${harbour}/members/${people.leo}/roles/${role}`)
  expect((await give(roles.harbour.veteran)).status).toBe(204)
  expect((await give(roles.harbour.admin)).body.code).toBe(50013)
  expect((await give(roles.harbour.wardroom)).body.code).toBe(50028)
  expect((await give(people.leo)).body.code).toBe(10011)
})

it('an overwrite changes what people may do in a channel, and its removal gives it back', async () => {
  const { world } = discord.sandbox
  const path = `/channels/${channels.harbour.general}/permissions/${harbour}`
  const maySend = () => (world.permissions(harbour, people.leo, channels.harbour.general) & (1n << 11n)) !== 0n
  expect((await ask('PUT', path, { type: 0, deny: '2048' })).status).toBe(204)
  expect(maySend()).toBe(false)
  expect((await ask('DELETE', path)).status).toBe(204)
  expect(maySend()).toBe(true)
  expect((await ask('DELETE', path)).body.code).toBe(10009)
})

it('a reason that is too long stops the action', async () => {
  const long = await ask('DELETE', `/guilds/${harbour}/members/${people.rick}`, undefined, {
    reason: encodeURIComponent('é'.repeat(513)),
  })
  expect(long).toMatchObject({ status: 400, body: { code: 50035 } })
  expect(discord.sandbox.world.member(harbour, people.rick)).toBeDefined()
})

describe('what Discord does not document', () => {
  it('is refused field by field and remembered', async () => {
    discord.sandbox.violations.clear()
    const answer = await ask('PUT', `/guilds/${harbour}/bans/${people.rick}`, { delete_message_seconds: 1e9, why: 'x' })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 50035,
        errors: {
          delete_message_seconds: { _errors: [{ code: 'NUMBER_TYPE_MAX' }] },
          why: { _errors: [{ code: 'UNKNOWN_FIELD' }] },
        },
      },
    })
    expect((await ask('GET', '/guilds/12/roles')).body.errors).toHaveProperty('guild_id')
    expect((await ask('GET', '/guilds')).status).toBe(404)
    const browser = await ask('GET', '/gateway/bot', undefined, { headers: { 'user-agent': 'Mozilla/5.0' } })
    expect(browser).toMatchObject({ status: 403, body: { code: 40333 } })
    const form = await ask('POST', `/guilds/${harbour}/roles`, {}, { headers: { 'content-type': 'text/plain' } })
    expect(form.body.code).toBe(50035)
    expect((await ask('GET', '/users/@me', undefined, { token: 'Bot wrong' })).status).toBe(401)
    expect(discord.sandbox.violations.list).toHaveLength(6)
  })

  it('a server the bot has left hides', async () => {
    const [id = ''] = discord.sandbox.world.growFleet(1)
    discord.sandbox.world.removeBot(id)
    expect((await ask('GET', `/guilds/${id}`)).body.code).toBe(10004)
    expect((await ask('GET', `/guilds/${id}/roles`)).body.code).toBe(50001)
  })
})

it('members are paged in the order of their ids and found by the beginning of a name', async () => {
  const first = (await ask('GET', `/guilds/${harbour}/members?limit=40`)).body
  const rest = (await ask('GET', `/guilds/${harbour}/members?limit=40&after=${first.at(-1)?.user.id}`)).body
  const ids = [...first, ...rest].map(({ user }) => BigInt(user.id))
  expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(new Set(ids).size).toBe(discord.sandbox.world.guild(harbour)?.members.size)
  const found = (await ask('GET', `/guilds/${harbour}/members/search?query=PRI&limit=10`)).body
  expect(found).toMatchObject([{ user: { id: people.priya }, roles: [roles.harbour.helper] }])
})

describe('a server under siege', () => {
  const pause = (body: object) => ask('PUT', `/guilds/${harbour}/incident-actions`, body)
  const ahead = (hours: number) => new Date(discord.time.now + hours * 3_600_000).toISOString()
  const stranger = (): string => discord.sandbox.world.createUser({ username: 'someone.new' }).id
  const join = (userId: string) => discord.sandbox.live.hand.join({ guildId: harbour, userId })

  it('lets nobody in while invites are paused, for a day at most, and tells of it', async () => {
    events.length = 0
    expect((await pause({ invites_disabled_until: ahead(25) })).body.code).toBe(50035)
    expect((await pause({ invites_disabled_until: ahead(1), dms_disabled_until: null })).status).toBe(200)
    expect(events.map(({ t }) => t)).toContain('GUILD_UPDATE')
    expect(() => join(stranger())).toThrow('paused')
    expect((await ask('GET', `/guilds/${harbour}`)).body).toMatchObject({
      incidents_data: { invites_disabled_until: ahead(1) },
    })
    discord.time.now += 3_600_001
    expect(() => join(stranger())).not.toThrow()
  })

  it('has its level of verification changed by who may, with the reason in the audit log', async () => {
    const reason = '[#7] Ines: raid'
    const change = (guild: string, verification_level: number) =>
      ask('PATCH', `/guilds/${guild}`, { verification_level }, { reason: encodeURIComponent(reason) })
    expect((await change(harbour, 5)).body.code).toBe(50035)
    expect((await change(harbour, 4)).body).toMatchObject({ verification_level: 4 })
    const log = await ask('GET', `/guilds/${harbour}/audit-logs?action_type=1&limit=1`)
    expect(log.body.audit_log_entries).toMatchObject([
      { action_type: 1, reason, changes: [{ key: 'verification_level', old_value: 1, new_value: 4 }] },
    ])
    expect((await change(quiet, 4)).body.code).toBe(50013)
  })
})
