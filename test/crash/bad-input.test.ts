import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { DeedInput } from '#schema/contract/action.ts'
import { failures, failureStatus, type FailureCode } from '#schema/contract/failure.ts'
import { parseKeys, sign, type Domain } from '#schema/contract/signature.ts'
import { postSpoilt } from '#sandbox/interactions/endpoint.ts'
import { buildPayload } from '#sandbox/interactions/payload.ts'
import { signBody } from '#sandbox/interactions/signature.ts'
import { application } from '#sandbox/application.ts'
import { bits } from '#sandbox/world/bits.ts'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'
import { expectNoViolations } from '#test/product/evidence.ts'
import { newcomer, stranger } from '#test/product/newcomer.ts'
import { settleIn, signIn, type PersonAtDesk } from '#test/product/person.ts'
import { cutPower } from '#test/product/power-cut.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const { general } = channels.harbour
const json = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) })
const actionsOf = (server: string): string => `/api/guilds/${server}/actions`

let stage: Stage
let mara: PersonAtDesk, tomas: PersonAtDesk
let target: string, administrator: string

const seat = (subjectId: string, level: string): Promise<Response> =>
  mara.request(`/api/guilds/${guild}/seats`, {
    method: 'PUT',
    body: JSON.stringify({ subjectType: 'user', subjectId, level }),
  })
const unseat = (id: string): Promise<Response> =>
  mara.request(`/api/guilds/${guild}/seats/user/${id}`, { method: 'DELETE' })

/** What the bot did in Discord and what is on record: refusals leave both as they were. */
const everything = async (): Promise<unknown> => ({
  audit: stage.sandbox.world.mustGuild(guild).audit.filter((e) => e.user_id === application.id).length,
  bans: stage.sandbox.world.mustGuild(guild).bans.size,
  dms: [...stage.sandbox.world.data.dms.keys()].length,
  cases: (await mara.cases(guild)).length,
})
const nothing = { audit: 0, bans: 0, dms: 0, cases: 0 }

/** The refusal of this code: its HTTP status, and a sentence without holes. */
async function expectRefusal(answer: Response, code: FailureCode): Promise<void> {
  const said = (await answer.json()) as { ok: boolean; code: string; message: string }
  expect([answer.status, said.code]).toEqual([failureStatus(code), code])
  const sentence = failures[code][1].replaceAll(/[.+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^{}?]+')
  expect(said.message).toMatch(new RegExp(`^${sentence}$`))
}

beforeAll(async () => {
  stage = await startStage({ probeRate: 0, relay: false })
  const { world } = stage.sandbox
  const wish = { name: 'Low admin', position: 1, permissions: String(bits('administrator')) }
  administrator = newcomer(stage, guild, [world.createRole(guild, wish, { by: people.mara }).id])
  stage.relay.start()
  mara = await settleIn(stage, { userId: people.mara, guildId: guild })
  await seat(people.tomas, 'moderator')
  tomas = await signIn(stage, people.tomas)
  target = newcomer(stage, guild)
})
afterEach(async () => {
  expect(await everything()).toEqual(nothing)
  expectNoViolations(stage)
})
afterAll(() => stage.close())

describe('an action that cannot be is refused in words, with no effect and no case', () => {
  const ban = (targetId: string): DeedInput => ({ kind: 'ban', targetId, reason: 'no' })
  const refusals: [what: string, who: 'mara' | 'tomas', deed: () => DeedInput, code: FailureCode][] = [
    ['oneself', 'tomas', () => ban(people.tomas), 'target_is_self'],
    ['the bot', 'tomas', () => ban(application.id), 'target_is_bot'],
    ['the owner', 'tomas', () => ban(people.mara), 'target_is_owner'],
    ['who stands above', 'tomas', () => ban(people.ines), 'target_outranks_actor'],
    ['who stands level', 'tomas', () => ban(people.dana), 'target_outranks_actor'],
    ['who stands above the bot', 'mara', () => ban(people.ines), 'target_outranks_bot'],
    [
      'an administrator, with a timeout',
      'mara',
      () => ({ kind: 'timeout', targetId: administrator, duration: 60_000 }),
      'target_is_admin',
    ],
    ['who is not banned, with an unban', 'tomas', () => ({ kind: 'unban', targetId: target }), 'not_banned'],
    [
      'who is not there, with a kick',
      'tomas',
      () => ({ kind: 'kick', targetId: stranger(stage) }),
      'target_not_member',
    ],
    ['nobody at all', 'tomas', () => ban('123456789012345678'), 'unknown_user'],
    ['an id that is none', 'tomas', () => ban('12 or 1=1'), 'bad_request'],
    ['for 513 characters of reasons', 'tomas', () => ({ ...ban(target), reason: 'x'.repeat(513) }), 'bad_request'],
    [
      'a channel of another server',
      'mara',
      () => ({ kind: 'lock', channelId: channels.quiet.reading }),
      'unknown_channel',
    ],
    ['a channel that is not locked', 'mara', () => ({ kind: 'unlock', channelId: general }), 'not_locked'],
  ]
  it.each(refusals)('on %s', async (_what, who, deed, code) => {
    const person = who === 'mara' ? mara : tomas
    const asked = json({ id: crypto.randomUUID(), deed: deed() })
    await expectRefusal(await person.request(actionsOf(guild), asked), code)
  })

  it('of more than 64 KB', async () => {
    const asked = json({ id: crypto.randomUUID(), deed: ban(target), more: 'x'.repeat(65_536) })
    // the refusal comes before the body was read, and the connection may be cut before the refusal, or in the middle of it
    const ask = async (): Promise<Response> => {
      const answer = await tomas.request(actionsOf(guild), asked)
      return Response.json(await answer.json(), { status: answer.status })
    }
    await expectRefusal(await eventually(() => ask().catch(() => null), 'an answer'), 'too_large')
  })

  it('by /ban as by the dashboard', async () => {
    const press = async (userId: string, user: string, open = false): Promise<string> => {
      const where = { guildId: guild, channelId: general, userId, open }
      const pressed = await stage.sandbox.live.interactions.press({ ...where, command: 'ban', options: { user } })
      return JSON.stringify(await pressed.final())
    }
    expect(await press(people.tomas, people.mara)).toContain(failures.target_is_owner[1])
    expect(await press(people.tomas, people.ines)).toContain(failures.target_outranks_actor[1])
    expect(await press(people.priya, target, true)).toContain(
      'You need the Ban Members permission on Discord for this.',
    )
  })
})

describe('there is no way to an action but through a session, a seat and our own origin', () => {
  const asked = (): RequestInit => json({ id: crypto.randomUUID(), deed: { kind: 'ban', targetId: target } })

  it('nobody', async () => {
    await expectRefusal(await tomas.request(actionsOf(guild), { ...asked(), headers: { cookie: '' } }), 'signed_out')
  })

  it('a cookie that somebody wrote', async () => {
    const cookie = tomas.cookie.replace(/\.[^.]*$/, '.AAAA')
    await expectRefusal(await tomas.request(actionsOf(guild), { ...asked(), headers: { cookie } }), 'signed_out')
  })

  it('another site', async () => {
    for (const origin of ['https://evil.example', 'null', ''])
      await expectRefusal(await tomas.request(actionsOf(guild), { ...asked(), headers: { origin } }), 'bad_origin')
  })

  it("a server one is not in, one without the bot, one that is none, and an id that isn't one", async () => {
    await expectRefusal(await tomas.request(actionsOf(servers.quiet), asked()), 'no_such_guild')
    await expectRefusal(await tomas.request(actionsOf(servers.tabletop), asked()), 'no_seat')
    await expectRefusal(await tomas.request(actionsOf('123456789012345678'), asked()), 'no_such_guild')
    await expectRefusal(await tomas.request(actionsOf('harbour'), asked()), 'bad_request')
  })

  it('a viewer, and a member without a seat', async () => {
    await seat(people.dana, 'viewer')
    const dana = await signIn(stage, people.dana)
    expect(await dana.cases(guild)).toEqual([])
    await expectRefusal(await dana.request(actionsOf(guild), asked()), 'seat_too_low')
    const leo = await signIn(stage, people.leo)
    await expectRefusal(await leo.request(actionsOf(guild), asked()), 'no_seat')
  })

  it('a moderator without the Discord permission', async () => {
    await seat(people.priya, 'moderator')
    const priya = await signIn(stage, people.priya)
    await expectRefusal(await priya.request(actionsOf(guild), asked()), 'missing_permission')
  })

  it('a signed action from outside, even with the right key', async () => {
    const now = Date.now()
    const action = {
      id: crypto.randomUUID(),
      guildId: guild,
      source: 'dashboard',
      at: now,
      deed: { kind: 'ban', targetId: target, reason: '' },
      actor: { type: 'user', user: { id: people.mara, name: 'Mara' } },
    }
    const keys = parseKeys(stage.environment.ACTION_KEYS ?? '')
    const envelope = await sign('action', keys, action, { now, lifetime: 60_000 })
    await expectRefusal(await tomas.request(actionsOf(guild), json(envelope)), 'bad_request')
    for (const path of ['/actions', '/submit', '/api/actions', `/api/guilds/${guild}/submit`, `/guild/${guild}`])
      expect((await tomas.request(path, json(envelope))).status).toBeGreaterThanOrEqual(404)
  })
})

describe("what says that it is Discord's or the relay's", () => {
  const interactions = (): string => `${stage.product.url}/interactions`
  const pressBan = (): string => {
    const { world } = stage.sandbox
    const wish = { type: 2, guildId: guild, channelId: general, userId: people.tomas }
    const command = world.commands(null).find(({ name }) => name === 'ban')
    const options = [{ name: 'user', type: 6, value: people.ines }]
    const users = { [people.ines]: world.mustUser(people.ines) }
    const data = { id: command?.id, name: 'ban', type: 1, options, resolved: { users } }
    return JSON.stringify(buildPayload(world, world.openInteraction(wish), data))
  }
  const post = (body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(interactions(), { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

  it.each([
    [0, 'a signature with a wrong digit'],
    [1, 'one of odd length'],
    [2, 'one too short'],
    [3, 'one that is no hex'],
    [4, 'one for another time'],
    [5, 'none'],
    [6, 'no headers at all'],
  ])('is refused with %i: %s', async (way) => {
    const { status, body } = await postSpoilt(interactions(), JSON.parse(pressBan()) as object, way)
    expect([status, body]).toMatchObject([401, { ok: false, code: 'bad_signature' }])
  })

  it('is refused when its body was changed, or it was signed ten minutes ago', async () => {
    const body = pressBan()
    const changed = body.replaceAll(people.ines, people.leo)
    await expectRefusal(await post(changed, signBody(body, Date.now())), 'bad_signature')
    await expectRefusal(await post(body, signBody(body, Date.now() - 600_000)), 'stale_signature')
  })

  it('is refused when it comes a second time', async () => {
    const body = pressBan()
    const headers = signBody(body, Date.now())
    expect((await post(body, headers)).status).toBe(200)
    await expectRefusal(await post(body, headers), 'replayed')
  })

  it('is refused with a forged, expired, foreign or unsigned envelope', async () => {
    const now = Date.now()
    const body = { epoch: now, batch: 1, shards: [], dropped: 0, guilds: [] }
    const { ACTION_KEYS = '', RELAY_KEYS = '' } = stage.environment
    const envelope = (domain: Domain, keys: string, at = now) =>
      sign(domain, parseKeys(keys), body, { now: at, lifetime: 30_000 })
    const send = (what: unknown) => fetch(`${stage.product.url}/relay/batches`, json(what))
    const good = await envelope('relay', RELAY_KEYS)
    const forged = `local:${'f'.repeat(40)}`
    await expectRefusal(await send({ ...good, body: good.body.replace('"batch":1', '"batch":2') }), 'bad_signature')
    await expectRefusal(await send({ ...good, expiresAt: now + 3_600_000 }), 'bad_signature')
    await expectRefusal(await send({ ...good, signature: good.signature.slice(1) }), 'bad_signature')
    await expectRefusal(await send(await envelope('relay', forged)), 'bad_signature')
    await expectRefusal(await send(await envelope('action', RELAY_KEYS)), 'bad_signature')
    await expectRefusal(await send(await envelope('relay', ACTION_KEYS)), 'bad_signature')
    await expectRefusal(await send({ ...good, keyId: 'other' }), 'unknown_key')
    await expectRefusal(await send(await envelope('relay', RELAY_KEYS, now - 600_000)), 'stale_signature')
    await expectRefusal(await send(body), 'bad_signature')
  })
})

describe('whose time here is over is shown the door at once', () => {
  const look = async (person: PersonAtDesk): Promise<WebSocket> => {
    const url = `${stage.product.url.replace('http', 'ws')}/api/guilds/${guild}/live`
    // workerd leaves the line open after both sides said goodbye; browsers hang up after a moment, as this does
    const options = { headers: { cookie: person.cookie, origin: stage.url }, closeTimeout: 200 }
    const socket = new WebSocket(url, options)
    await once(socket, 'message')
    return socket
  }
  const closed = async (socket: WebSocket): Promise<unknown> =>
    ((await once(socket, 'close', { signal: AbortSignal.timeout(5_000) })) as unknown[])[0]

  it('a moderator whose seat was taken: the page closes with 4003, and the next request is refused', async () => {
    await seat(people.dana, 'moderator')
    const dana = await signIn(stage, people.dana)
    const end = closed(await look(dana))
    expect((await unseat(people.dana)).status).toBe(200)
    expect(await end).toBe(4003)
    const asked = json({ id: crypto.randomUUID(), deed: { kind: 'ban', targetId: target } })
    await expectRefusal(await dana.request(actionsOf(guild), asked), 'no_seat')
    await expectRefusal(await dana.request(`/api/guilds/${guild}/cases`), 'no_seat')
  })

  it('a moderator who was kicked from the server by hand', async () => {
    const moderator = newcomer(stage, guild, [roles.harbour.moderator])
    await eventually(async () => (await seat(moderator, 'moderator')).ok, 'the seat')
    const person = await signIn(stage, moderator)
    const end = closed(await look(person))
    stage.sandbox.world.leave(guild, moderator)
    expect(await end).toBe(4003)
    await expectRefusal(await person.request(`/api/guilds/${guild}/cases`), 'no_such_guild')
  })

  it('who signed out: the page closes with 4001, and the cookie is worth nothing', async () => {
    const person = await signIn(stage, people.tomas)
    const end = closed(await look(person))
    expect((await person.request('/auth/logout', { method: 'POST' })).status).toBe(200)
    expect(await end).toBe(4001)
    await expectRefusal(await person.request(`/api/guilds/${guild}/cases`), 'session_ended')
  })

  it('also when workerd was killed in between', async () => {
    const person = await signIn(stage, people.tomas)
    await person.request('/auth/logout', { method: 'POST' })
    await unseat(people.priya)
    const priya = await signIn(stage, people.priya)
    await cutPower(stage)
    await stage.product.restart()
    await expectRefusal(await person.request(`/api/guilds/${guild}/cases`), 'session_ended')
    await expectRefusal(await priya.request(`/api/guilds/${guild}/cases`), 'no_seat')
  })
})
