import { createMessageBatch } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Broadcast, Delivery } from '#schema/contract/broadcast.ts'
import { guilds } from '#schema/tables/guilds.ts'
import worker from '#workers/index.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { installHarbour, verdict } from './installed.ts'
import { visitorOf, type Visitor } from './visitor.ts'

const base = '/api/developer/broadcasts'
const idOf = (n: number): string => `7000000000000000${String(n).padStart(2, '0')}`
let mara: Visitor

/** Servers as their own pages would have left them in the registry. */
async function install(n: number, broadcastChannelId: string | null, more: object = {}): Promise<void> {
  const row = {
    id: idOf(n),
    name: `Server ${n}`,
    ownerId: people.leo,
    memberCount: n,
    installedAt: 1,
    broadcastChannelId,
  }
  await drizzle(env.DB)
    .insert(guilds)
    .values({ ...row, ...more })
}
beforeAll(async () => {
  mara = await visitorOf(people.mara)
  await install(1, channels.harbour.general)
  await install(2, channels.harbour.modLog)
  await install(3, '999999999999999999')
  await install(4, null)
  await install(5, channels.harbour.general, { broadcastCategories: ['maintenance'] })
  await install(6, channels.harbour.general, { removedAt: 5 })
  await install(7, channels.tabletop.tavern, { language: 'de' })
})

const draft = {
  category: 'changelog',
  title: 'Version 2',
  content: 'Sweeps are here.',
  composed: null,
  audience: {},
}
const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await response).json<T>()
const write = (more: object = {}) => json<Broadcast>(mara.send('POST', base, { ...draft, ...more }))
const send = async (id: string, at: number | null = null, confirm = draft.title) =>
  mara.send('POST', `${base}/${id}/send`, { confirm, at, revision: (await get(id)).revision })
const get = (id: string) => json<Broadcast>(mara.fetch(`${base}/${id}`))
const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const broadcast = await get(id)
      expect(broadcast.state).toBe('done')
      return broadcast
    },
    { timeout: 15_000, interval: 100 },
  )
const deliveries = async (id: string) =>
  (await json<{ deliveries: Delivery[] }>(mara.fetch(`${base}/${id}/deliveries`))).deliveries

test('are the developers’ alone', async () => {
  const tomas = await visitorOf(people.tomas)
  expect(await verdict(await tomas.fetch(base))).toBe('403 developers_only')
  expect(await verdict(await tomas.send('POST', base, draft))).toBe('403 developers_only')
})

describe('the audience', () => {
  const ask = (audience: object, category = 'changelog') =>
    json(mara.send('POST', `${base}/audience`, { audience, category }))
  test('is counted beforehand, with who is skipped and why', async () => {
    expect(await ask({})).toMatchObject({ targeted: 6, skipped: { no_channel: 1, opted_out: 1 } })
    expect(await ask({ languages: ['de'] })).toMatchObject({ targeted: 1, skipped: {} })
    expect(await ask({ minMembers: 2, maxMembers: 4 })).toMatchObject({ targeted: 3, skipped: { no_channel: 1 } })
  })
})

describe('sent now', () => {
  test('goes to each server that wants it, once; skipped and failed are told apart and add up', async () => {
    const { id } = await write()
    const first = await send(id)
    expect(first.status).toBe(200)
    const { counts, startedAt, endedAt } = await ended(id)
    expect(counts).toEqual({
      targeted: 6,
      pending: 0,
      sent: 3,
      followed: 0,
      skipped: { no_channel: 1, opted_out: 1 },
      failed: { unknown_channel: 1 },
    })
    expect(endedAt ?? 0).toBeGreaterThanOrEqual(startedAt ?? 0)
    const told = await deliveries(id)
    expect(told.map(({ guildName, state, reason }) => [guildName, state, reason])).toEqual([
      ['Server 1', 'sent', null],
      ['Server 2', 'sent', null],
      ['Server 3', 'failed', 'unknown_channel'],
      ['Server 4', 'skipped', 'no_channel'],
      ['Server 5', 'skipped', 'opted_out'],
      ['Server 7', 'sent', null],
    ])
    const broken = await env.DB.prepare('SELECT broadcast_broken AS broken FROM guilds WHERE id = ?')
      .bind(idOf(3))
      .first()
    expect(broken).toEqual({ broken: 'unknown_channel' })
  })

  test('pressed twice, and by two at once, is sent once', async () => {
    const { id } = await write({ audience: { languages: ['de'] } })
    const pressed = await Promise.all([send(id), send(id), send(id)])
    expect(pressed.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { counts } = await ended(id)
    expect(counts).toMatchObject({ targeted: 1, sent: 1 })
    expect(await verdict(await send(id))).toBe('409 broadcast_begun')
  })

  test('what failed is tried again, and nothing else', async () => {
    const { id } = await write({ audience: { minMembers: 2, maxMembers: 3 } })
    await send(id)
    expect((await ended(id)).counts).toMatchObject({ sent: 1, failed: { unknown_channel: 1 } })
    const before = await deliveries(id)
    await env.DB.prepare('UPDATE guilds SET broadcast_channel_id = ? WHERE id = ?')
      .bind(channels.tabletop.tavern, idOf(3))
      .run()
    expect(await json(mara.send('POST', `${base}/${id}/retry`, {}))).toEqual({ renewed: 1 })
    expect((await ended(id)).counts).toMatchObject({ sent: 2, failed: {} })
    const after = await deliveries(id)
    expect(after.find(({ guildId }) => guildId === idOf(2))).toEqual(before.find(({ guildId }) => guildId === idOf(2)))
    expect(await verdict(await mara.send('POST', `${base}/${id}/retry`, {}))).toBe('409 nothing_to_retry')
  })
})

describe('sent later', () => {
  test('begins at its moment, and can be taken back before', async () => {
    const { id } = await write({ audience: { languages: ['de'] } })
    expect(await json(send(id, Date.now() + 3_600_000))).toMatchObject({ state: 'scheduled' })
    expect(
      await json(
        mara.send('PUT', `${base}/${id}`, {
          ...draft,
          audience: { languages: ['de'] },
          content: 'Better.',
          revision: 1,
        }),
      ),
    ).toMatchObject({
      state: 'scheduled',
      content: 'Better.',
    })
    expect(await json(mara.fetch(`${base}/${id}/cancel`, { method: 'POST' }))).toMatchObject({ state: 'draft' })
    await send(id, Date.now() + 400)
    expect((await ended(id)).counts).toMatchObject({ sent: 1 })
  })

  const makeDeveloper = (userId: string) =>
    env.DB.prepare('INSERT INTO developers (user_id, added_by, added_at) VALUES (?, ?, 1)')
      .bind(userId, people.mara)
      .run()
  test.each([
    ['is removed here', () => mara.fetch(`/api/developer/developers/${people.tomas}`, { method: 'DELETE' })],
    ['is gone otherwise', () => env.DB.prepare('DELETE FROM developers WHERE user_id = ?').bind(people.tomas).run()],
  ])('of somebody who %s is held until another developer sends it', async (_, remove) => {
    await makeDeveloper(people.tomas)
    const tomas = await visitorOf(people.tomas)
    const { id } = await json<Broadcast>(tomas.send('POST', base, { ...draft, audience: { languages: ['de'] } }))
    await tomas.send('POST', `${base}/${id}/send`, { confirm: draft.title, at: Date.now() + 700, revision: 0 })
    await remove()
    await vi.waitFor(async () => expect(await get(id)).toMatchObject({ state: 'held', why: expect.any(String) }), {
      timeout: 5_000,
    })
    expect(await deliveries(id)).toEqual([])
    expect((await send(id)).status).toBe(200)
    expect((await ended(id)).counts).toMatchObject({ sent: 1 })
  })

  test('goes out as it was last looked at: what somebody changed meanwhile must be looked at first', async () => {
    await makeDeveloper(people.dana)
    const dana = await visitorOf(people.dana)
    const { id } = await write({ audience: { languages: ['de'] } })
    const change = (content: string) => ({ ...draft, audience: { languages: ['de'] }, content, revision: 0 })
    expect((await dana.send('PUT', `${base}/${id}`, change('By Dana.'))).status).toBe(200)
    expect(await verdict(await mara.send('PUT', `${base}/${id}`, change('By Mara.')))).toBe('409 broadcast_changed')
    const unread = { confirm: draft.title, at: null, revision: 0 }
    expect(await verdict(await mara.send('POST', `${base}/${id}/send`, unread))).toBe('409 broadcast_changed')
    expect(await get(id)).toMatchObject({ state: 'draft', content: 'By Dana.' })
  })
})

const discord = () => env.DISCORD_API.replace(/\/api$/, '')
const byFate = async (deed: string, body: object) =>
  json<{ id: string }>(
    fetch(`${discord()}/console/api/${deed}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
const posted = async (channelId: string, text: string) => {
  const headers = {
    authorization: `Bot ${env.DISCORD_BOT_TOKEN}`,
    'user-agent': 'DiscordBot (https://wardroom.test, 1)',
  }
  const messages = await json<object[]>(fetch(`${env.DISCORD_API}/v10/channels/${channelId}/messages`, { headers }))
  return messages.filter((message) => JSON.stringify(message).includes(text))
}

describe('on a bad day', () => {
  const failing = (channelId: string, more: object) =>
    byFate('fault', { match: { method: 'POST', path: `/channels/${channelId}/messages` }, ...more })

  test('Discord busy, broken or forbidding: each server has its end, and is told once', async () => {
    await failing(channels.harbour.general, { kind: '429', ms: 1_000, times: 1 })
    await failing(channels.harbour.modLog, { kind: 'drop', when: 'after', times: 1 })
    await failing(channels.tabletop.tavern, { kind: 'status', status: 500, times: 1 })
    await install(8, channels.quiet.keepers)
    const { id } = await write({ title: 'Bad day' })
    await send(id, null, 'Bad day')
    const { counts } = await ended(id)
    expect(counts).toMatchObject({ targeted: 7, sent: 4, failed: { bot_missing_permission: 1 } })
    for (const channel of [channels.harbour.general, channels.harbour.modLog])
      expect(await posted(channel, 'Bad day')).toHaveLength(1)
    expect(await posted(channels.tabletop.tavern, 'Bad day')).toHaveLength(2)
    await env.DB.prepare('DELETE FROM guilds WHERE id = ?').bind(idOf(8)).run()
  })

  test('what the queue gave up is a failure; tried again it is looked for first, and nobody is told twice', async () => {
    const { id: fault } = await failing(channels.tabletop.tavern, { kind: 'drop', when: 'after' })
    const { id } = await write({ title: 'Given up', audience: { languages: ['de'] } })
    await send(id, null, 'Given up')
    await vi.waitFor(async () => expect(await posted(channels.tabletop.tavern, 'Given up')).toHaveLength(1))
    const message = { id: 'dead', timestamp: new Date(), attempts: 11, body: { broadcastId: id, guildIds: [idOf(7)] } }
    const dead = createMessageBatch('wardroom-broadcasts-dead', [message])
    await worker.queue(dead, env)
    expect((await ended(id)).counts).toMatchObject({ sent: 0, failed: { discord_down: 1 } })
    await byFate('remove-fault', { id: fault })
    await mara.send('POST', `${base}/${id}/retry`, {})
    expect((await ended(id)).counts).toMatchObject({ sent: 1, failed: {} })
    expect(await posted(channels.tabletop.tavern, 'Given up')).toHaveLength(1)
  })

  test('a server that by then wants nothing, or is gone, is skipped and not failed', async () => {
    await install(9, '999999999999999998', { language: 'xx' })
    await install(10, '999999999999999997', { language: 'xx' })
    const { id } = await write({ audience: { languages: ['xx'] } })
    await send(id)
    expect((await ended(id)).counts).toMatchObject({ failed: { unknown_channel: 2 } })
    await env.DB.prepare('UPDATE guilds SET broadcast_channel_id = NULL WHERE id = ?').bind(idOf(9)).run()
    await env.DB.prepare('UPDATE guilds SET removed_at = 1 WHERE id = ?').bind(idOf(10)).run()
    await mara.send('POST', `${base}/${id}/retry`, {})
    expect((await ended(id)).counts).toMatchObject({ failed: {}, skipped: { no_channel: 1, bot_removed: 1 } })
    await env.DB.prepare("DELETE FROM guilds WHERE language = 'xx'").run()
  })

  test('paused by a switch it waits, and goes on when it is on again', async () => {
    const turn = (reason: string | null) => mara.send('POST', '/api/developer/switches', { name: 'broadcasts', reason })
    await turn('an incident')
    const { id } = await write({ audience: { languages: ['de'] } })
    await send(id)
    await vi.waitFor(async () => expect(await env.BROADCAST.getByName(id).isWaiting()).toBe(true))
    expect(await get(id)).toMatchObject({ state: 'scheduled' })
    await turn(null)
    expect((await ended(id)).counts).toMatchObject({ sent: 1 })
  })
})

describe('the announcement channel', () => {
  const follows = (follow: boolean, channelId = channels.harbour.general) =>
    mara.send('PATCH', `/api/guilds/${servers.harbour}/settings`, {
      broadcasts: { channelId, categories: ['changelog'], follow, early: true },
    })
  test('is followed by servers that ask for it, and one crosspost reaches them', async () => {
    await installHarbour()
    expect(await verdict(await follows(true))).toBe('409 no_announcement_channel')
    const choose = (channelId: string) =>
      mara.send('PUT', '/api/developer/announcements', { guildId: servers.harbour, channelId })
    expect(await verdict(await choose(channels.harbour.general))).toBe('422 wrong_channel')
    expect((await choose(channels.harbour.announcements)).status).toBe(200)
    expect((await follows(true)).status).toBe(200)
    const question = { audience: {}, category: 'changelog', crosspost: true }
    expect(await json(mara.send('POST', `${base}/audience`, question))).toMatchObject({ targeted: 7, followed: 1 })
    const { id } = await write({ title: 'Crossposted', crosspost: true })
    await send(id, null, 'Crossposted')
    const { counts, crossposted } = await ended(id)
    expect(counts).toMatchObject({ targeted: 7, followed: 1, sent: 4 })
    expect(crossposted).toMatchObject({ state: 'done', channelId: channels.harbour.announcements })
    expect(await posted(channels.harbour.announcements, 'Crossposted')).toHaveLength(1)
    const [carried] = await posted(channels.harbour.general, 'webhook_id')
    expect(JSON.stringify(carried)).toContain('Crossposted')
    const filtered = await write({ crosspost: true, audience: { optedIn: true } })
    expect(await verdict(await send(filtered.id))).toBe('422 crosspost_to_all')
  })

  test('refused by Discord, each server is told by itself', async () => {
    await byFate('fault', { match: { path: '*/crosspost' }, kind: '429', ms: 500_000, times: 1 })
    const { id } = await write({ title: 'One by one', crosspost: true })
    await send(id, null, 'One by one')
    const { counts, crossposted } = await ended(id)
    expect(counts).toMatchObject({ targeted: 7, followed: 0, sent: 5 })
    expect(crossposted).toMatchObject({ state: 'refused', reason: 'discord_rate_limited' })
  })

  test('is followed no more when the server says so; early news go to who asked for them', async () => {
    const ask = (audience: object) => json(mara.send('POST', `${base}/audience`, { audience, category: 'changelog' }))
    expect(await ask({ optedIn: true })).toMatchObject({ targeted: 1 })
    expect(await ask({ modules: ['broadcasts'], optedIn: true })).toMatchObject({ targeted: 1 })
    expect(await ask({ modules: ['mod_log'], optedIn: true })).toMatchObject({ targeted: 0 })
    expect((await follows(false)).status).toBe(200)
    const { id } = await write({ title: 'Not followed', crosspost: true })
    await send(id, null, 'Not followed')
    expect((await ended(id)).counts).toMatchObject({ followed: 0, sent: 5 })
  })
})

describe('what cannot be sent', () => {
  test.each([
    ['no title', { title: ' ' }],
    ['a title of 257', { title: 'x'.repeat(257) }],
    ['a content of 4001', { content: 'x'.repeat(4001) }],
    ['an unknown category', { category: 'advert' }],
    ['an empty embed', { composed: { mode: 'embeds', embeds: [{}] } }],
    [
      'embeds of 6001 in all',
      { composed: { mode: 'embeds', embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] } },
    ],
    [
      '26 fields',
      {
        composed: {
          mode: 'embeds',
          embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' })) }],
        },
      },
    ],
    [
      '41 components',
      { composed: { mode: 'components', components: Array.from({ length: 41 }, () => ({ type: 14 })) } },
    ],
  ])('%s', async (_, more) => {
    expect(await verdict(await mara.send('POST', base, { ...draft, ...more }))).toBe('400 bad_request')
  })
  test('without its title typed, or in the past', async () => {
    const { id } = await write()
    expect(await verdict(await send(id, null, 'Version'))).toBe('422 not_confirmed')
    expect(await verdict(await send(id, Date.now() - 3_600_000))).toBe('422 in_the_past')
    expect(await verdict(await mara.fetch(`${base}/${id}/stop`, { method: 'POST' }))).toBe('409 broadcast_not_running')
    expect(await get(id)).toMatchObject({ state: 'draft' })
    expect((await mara.fetch(`${base}/${id}`, { method: 'DELETE' })).status).toBe(200)
  })
})
