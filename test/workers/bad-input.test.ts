import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { people } from '#sandbox/world/cast.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { lastCaseNumber } from '#schema/queries/cases.ts'
import { installHarbour, seat, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

let guild: string
let mara: Visitor
const act = (body: unknown) => mara.send('POST', `/api/guilds/${guild}/actions`, body)
const ban = { kind: 'ban', targetId: people.rick, reason: 'spam' }

beforeAll(async () => {
  guild = await installHarbour()
  mara = await visitorOf(people.mara)
})

describe('an action that is not well-formed changes nothing', () => {
  test.for<[string, unknown]>([
    ['no body at all', undefined],
    ['no deed', { id: 'a'.repeat(12) }],
    ['an unknown kind', { id: 'a'.repeat(12), deed: { ...ban, kind: 'explode' } }],
    ['an id of another shape', { id: 'a b', deed: ban }],
    ['an id that Wardroom makes itself', { id: `interaction-${people.rick}`, deed: ban }],
    ['a target that is no Discord id', { id: 'a'.repeat(12), deed: { ...ban, targetId: '1 OR 1=1' } }],
    ['a reason over 512 characters', { id: 'a'.repeat(12), deed: { ...ban, reason: 'x'.repeat(513) } }],
    ['a negative duration', { id: 'a'.repeat(12), deed: { kind: 'timeout', targetId: people.rick, duration: -1 } }],
    [
      'a timeout of 29 days',
      { id: 'a'.repeat(12), deed: { kind: 'timeout', targetId: people.rick, duration: 29 * 86_400_000 } },
    ],
    ['a warning without a reason', { id: 'a'.repeat(12), deed: { kind: 'warn', targetId: people.rick, reason: ' ' } }],
    ['a list', []],
  ])('%s', async ([, body]) => {
    const before = await lastCaseNumber(guildDb(env, 0), guild)
    expect(await verdict(await act(body))).toBe('400 bad_request')
    expect(await lastCaseNumber(guildDb(env, 0), guild)).toBe(before)
  })

  test('names what is wrong and where', async () => {
    const answer = await act({ id: 'a'.repeat(12), deed: { ...ban, reason: 'x'.repeat(513) } })
    expect(((await answer.json()) as { message: string }).message).toContain('deed.reason: longer than 512 characters')
  })

  test('JSON that is none', async () => {
    const answer = await mara.fetch(`/api/guilds/${guild}/actions`, { method: 'POST', body: '{"id":' })
    expect(await verdict(answer)).toBe('400 bad_request')
  })

  test('a body of more than 64 KB, announced or not', async () => {
    const body = JSON.stringify({ id: 'a'.repeat(12), deed: ban, more: 'x'.repeat(70_000) })
    const path = `/api/guilds/${guild}/actions`
    expect(await verdict(await mara.fetch(path, { method: 'POST', body }))).toBe('413 too_large')
    const stream = new Response(body).body
    expect(await verdict(await mara.fetch(path, { method: 'POST', body: stream }))).toBe('413 too_large')
  })
})

describe('lists', () => {
  test.for(['kind=explode', 'before=0', 'before=x', 'target=1', 'from=-1', `q=${'x'.repeat(101)}`])(
    'cases refuse ?%s',
    async (query) => {
      expect(await verdict(await mara.fetch(`/api/guilds/${guild}/cases?${query}`))).toBe('400 bad_request')
    },
  )
  test.for(['order=up', `after=${'x'.repeat(201)}`, `q=${'x'.repeat(101)}`])('members refuse ?%s', async (query) => {
    expect(await verdict(await mara.fetch(`/api/guilds/${guild}/members?${query}`))).toBe('400 bad_request')
  })
  test.for(['@everyone', '%', '_', "'; DROP TABLE members;--", '"', '\u202e', '🦜', '%00', 'NOT ('])(
    'members are searched for %s as for any text',
    async (q) => {
      const asked = `/api/guilds/${guild}/members?${new URLSearchParams({ q })}`
      expect(await verdict(await mara.fetch(asked))).toBe('200')
    },
  )
  test('bytes that are no text are searched for as nothing known', async () => {
    expect(await verdict(await mara.fetch(`/api/guilds/${guild}/members?q=%ED%A0%80%FF`))).toBe('200')
  })
  test.for(['[]', '{}', '["a"]', 'nonsense', '[1,"x"]'])('a cursor of nobody is no error: %s', async (after) => {
    const asked = `/api/guilds/${guild}/members?${new URLSearchParams({ after })}`
    expect(await verdict(await mara.fetch(asked))).toBe('200')
  })
  test.for(['0', '-1', '1e3', 'x', '99999999999999999999'])('case %s does not exist', async (number) => {
    expect(await verdict(await mara.fetch(`/api/guilds/${guild}/cases/${number}`))).toBe('404 no_such_case')
  })
})

describe('seats', () => {
  const put = (visitor: Visitor, body: unknown) => visitor.send('PUT', `/api/guilds/${guild}/seats`, body)

  test('go to members and roles of this server only', async () => {
    const level = 'viewer'
    expect(await verdict(await put(mara, { subjectType: 'user', subjectId: people.otto, level }))).toBe(
      '404 target_not_member',
    )
    expect(await verdict(await put(mara, { subjectType: 'role', subjectId: guild, level }))).toBe('400 bad_request')
    expect(await verdict(await put(mara, { subjectType: 'role', subjectId: people.leo, level }))).toBe(
      '400 bad_request',
    )
    expect(await verdict(await put(mara, { subjectType: 'user', subjectId: people.leo, level: 'god' }))).toBe(
      '400 bad_request',
    )
  })

  test('are given, named, taken, and gone', async () => {
    expect(await verdict(await put(mara, { subjectType: 'user', subjectId: people.priya, level: 'viewer' }))).toBe(
      '200',
    )
    const list = await (await mara.fetch(`/api/guilds/${guild}/seats`)).json<{ seats: { subjectId: string }[] }>()
    expect(list.seats.map((one) => one.subjectId)).toContain(people.priya)
    const path = `/api/guilds/${guild}/seats/user/${people.priya}`
    expect(await verdict(await mara.fetch(path, { method: 'DELETE' }))).toBe('200')
    expect(await verdict(await mara.fetch(path, { method: 'DELETE' }))).toBe('404 not_found')
  })

  test('are not changed by who sits on them', async () => {
    await seat(guild, people.dana, 'admin')
    const dana = await visitorOf(people.dana)
    const own = { subjectType: 'user', subjectId: people.dana, level: 'viewer' }
    expect(await verdict(await put(dana, own))).toBe('422 cannot_change_own_seat')
    const path = `/api/guilds/${guild}/seats/user/${people.dana}`
    expect(await verdict(await dana.fetch(path, { method: 'DELETE' }))).toBe('422 cannot_change_own_seat')
  })

  test('once taken, open nothing any more', async () => {
    await seat(guild, people.leo, 'viewer')
    const leo = await visitorOf(people.leo)
    expect(await verdict(await leo.fetch(`/api/guilds/${guild}/cases`))).toBe('200')
    await mara.fetch(`/api/guilds/${guild}/seats/user/${people.leo}`, { method: 'DELETE' })
    expect(await verdict(await leo.fetch(`/api/guilds/${guild}/cases`))).toBe('403 no_seat')
  })
})

describe('settings', () => {
  const patch = (body: unknown) => mara.send('PATCH', `/api/guilds/${guild}/settings`, body)
  test('post the log to a channel of this server only', async () => {
    expect(await verdict(await patch({ logChannelId: people.leo }))).toBe('404 unknown_channel')
    expect(await verdict(await patch({ logChannelId: '1' }))).toBe('400 bad_request')
    expect(await verdict(await patch({ appealText: 'x'.repeat(301) }))).toBe('400 bad_request')
  })
  test('are kept', async () => {
    expect(await verdict(await patch({ dm: false, appealText: 'write to the owner' }))).toBe('200')
    const kept = await (await mara.fetch(`/api/guilds/${guild}/settings`)).json()
    expect(kept).toMatchObject({ dm: false, appealText: 'write to the owner', logChannelId: null })
  })
})

test('what is not there is not found, in JSON', async () => {
  expect(await verdict(await mara.fetch('/api/nothing'))).toBe('404 not_found')
  expect(await verdict(await mara.fetch('/auth/nothing'))).toBe('404 not_found')
})
