import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Broadcast, Delivery } from '#schema/contract/broadcast.ts'
import { guilds } from '#schema/tables/guilds.ts'
import { channels, people } from '#sandbox/world/cast.ts'
import { verdict } from './installed.ts'
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
const send = (id: string, at: number | null = null, confirm = draft.title) =>
  mara.send('POST', `${base}/${id}/send`, { confirm, at })
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
    expect(pressed.map(({ status }) => status).sort()).toContain(200)
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
      await json(mara.send('PUT', `${base}/${id}`, { ...draft, audience: { languages: ['de'] }, content: 'Better.' })),
    ).toMatchObject({
      state: 'scheduled',
      content: 'Better.',
    })
    expect(await json(mara.fetch(`${base}/${id}/cancel`, { method: 'POST' }))).toMatchObject({ state: 'draft' })
    await send(id, Date.now() + 400)
    expect((await ended(id)).counts).toMatchObject({ sent: 1 })
  })

  test('of somebody who does not run the bot any more is cancelled and says why', async () => {
    await env.DB.prepare('INSERT INTO developers (user_id, added_by, added_at) VALUES (?, ?, 1)')
      .bind(people.tomas, people.mara)
      .run()
    const tomas = await visitorOf(people.tomas)
    const { id } = await json<Broadcast>(tomas.send('POST', base, draft))
    await tomas.send('POST', `${base}/${id}/send`, { confirm: draft.title, at: Date.now() + 300 })
    await env.DB.prepare('DELETE FROM developers WHERE user_id = ?').bind(people.tomas).run()
    await vi.waitFor(async () => expect(await get(id)).toMatchObject({ state: 'cancelled', why: expect.any(String) }), {
      timeout: 5_000,
    })
    expect(await deliveries(id)).toEqual([])
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
