import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry, GatewayEvent } from '#schema/contract/gateway.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import { listCases } from '#schema/queries/cases.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { getGuild } from '#schema/queries/guilds.ts'
import { getMember } from '#schema/queries/members.ts'
import { people, servers } from '#sandbox/world/cast.ts'
import { joined, left, stateOf, updated, wrote } from './events.ts'
import { connectRelay, Page } from './page.ts'

const channel = '400000000000000001'
const role = '410000000000000001'
const ann = '500000000000000001'
const viewer = '600000000000000001'
const db = guildDb(env, 0)
let guilds = 200
const newGuild = (): string => `9000000000000000${++guilds}`
const of = (guildId: string) => env.GUILD.getByName(guildId)

beforeAll(async () => {
  await connectRelay()
})

describe('a batch of the relay', () => {
  test('sent twice counts once, also when the object started anew in between', async () => {
    const guildId = newGuild()
    const events = [stateOf(guildId), joined(ann), wrote(channel, 7)]
    const batch = { epoch: 2, batch: 1, events }
    await Promise.all([of(guildId).ingest(batch), of(guildId).ingest(batch)])
    await evictDurableObject(of(guildId))
    await of(guildId).ingest(batch)
    expect((await of(guildId).overview()).kpis).toMatchObject({ joins: 1, messages: 7, members: 11 })
  })

  test('of a relay that was replaced changes nothing', async () => {
    const guildId = newGuild()
    await of(guildId).ingest({ epoch: 2, batch: 1, events: [wrote(channel, 1)] })
    await of(guildId).ingest({ epoch: 1, batch: 9, events: [wrote(channel, 100)] })
    expect((await of(guildId).overview()).kpis.messages).toBe(1)
  })

  test('of the next relay begins at one again', async () => {
    const guildId = newGuild()
    await of(guildId).ingest({ epoch: 2, batch: 50, events: [wrote(channel, 1)] })
    await of(guildId).ingest({ epoch: 3, batch: 1, events: [wrote(channel, 1)] })
    expect((await of(guildId).overview()).kpis.messages).toBe(2)
  })
})

describe('while the record cannot be written', () => {
  test('a batch is not lost and, sent again, counts once', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer })
    const batch = { epoch: 1, batch: 1, events: [joined(ann), wrote(channel, 2)] }
    await env.GUILDS_0.prepare('ALTER TABLE members RENAME TO members_away').run()
    const taken = await of(guildId)
      .ingest(batch)
      .then(() => true)
      .catch(() => false)
    expect(taken).toBe(false)
    expect((await of(guildId).overview()).kpis).toMatchObject({ joins: 0, messages: 0 })
    await env.GUILDS_0.prepare('ALTER TABLE members_away RENAME TO members').run()
    await of(guildId).ingest(batch)
    await page.until(() => page.types.includes('kpis.changed'))
    expect(page.types).toEqual(['member.joined', 'messages.counted', 'kpis.changed'])
    expect((await of(guildId).overview()).kpis).toMatchObject({ joins: 1, messages: 2 })
  })
})

describe('members', () => {
  test('who come and go are on record, and told once even if Discord says it twice', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer })
    const came = joined(ann)
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [stateOf(guildId), came] })
    await of(guildId).ingest({ epoch: 1, batch: 2, events: [came] })
    expect(await getMember(db, guildId, ann)).toMatchObject({ id: ann, leftAt: null })
    await of(guildId).ingest({ epoch: 1, batch: 3, events: [left(ann), left(ann), updated(ann)] })
    await page.until(() => page.types.includes('member.left'))
    expect(page.types.filter((type) => type.startsWith('member.'))).toEqual(['member.joined', 'member.left'])
    expect((await getMember(db, guildId, ann))?.leftAt).toBeGreaterThan(0)
    expect((await of(guildId).overview()).kpis).toMatchObject({ joins: 1, leaves: 1, members: 10 })
  })

  test('who came before the server told its count of members are in that count already', async () => {
    const guildId = newGuild()
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [stateOf(guildId)] })
    const ben = '500000000000000002'
    await of(guildId).ingest({ epoch: 1, batch: 2, events: [joined(ann), stateOf(guildId), joined(ben)] })
    expect((await of(guildId).overview()).kpis).toMatchObject({ joins: 2, members: 11 })
    expect(await getGuild(registryDb(env), guildId)).toMatchObject({ memberCount: 11 })
  })

  test('who change are told with what changed: roles and names', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer })
    const events = [updated(ann, { roleIds: [role] }), updated(ann, { nick: 'Annie' }), updated(ann, { nick: 'Annie' })]
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [joined(ann), ...events] })
    await page.until(() => page.frames.length >= 4)
    const changes = page.frames.flatMap((frame) => (frame.type === 'member.updated' ? [frame.data] : []))
    expect(changes[0]).toMatchObject({ rolesAdded: [role], rolesRemoved: [] })
    expect(changes[1]).toMatchObject({ rolesAdded: [], rolesRemoved: [role], was: 'user-001' })
    expect(changes[2]).toMatchObject({ rolesAdded: [], rolesRemoved: [] })
    const { feed } = await of(guildId).overview()
    expect(feed.map((frame) => frame.type)).toEqual(['member.updated', 'member.updated', 'member.joined'])
  })
})

describe('the server itself', () => {
  test('is registered with name, owner and members, and marked when the bot is removed', async () => {
    const guildId = newGuild()
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [stateOf(guildId, { name: 'Port' })] })
    expect(await getGuild(registryDb(env), guildId)).toMatchObject({ name: 'Port', memberCount: 10, removedAt: null })
    expect(await of(guildId).settings()).toMatchObject({ dm: true, logChannelId: null })
    await of(guildId).ingest({ epoch: 1, batch: 2, events: [{ type: 'guild.removed', at: 5 }] })
    expect((await getGuild(registryDb(env), guildId))?.removedAt).toBe(5)
    expect(await of(guildId).state()).toMatchObject({ ok: false, code: 'no_such_guild' })
    await of(guildId).ingest({ epoch: 1, batch: 3, events: [stateOf(guildId, { name: 'Harbour' })] })
    expect(await getGuild(registryDb(env), guildId)).toMatchObject({ name: 'Harbour', removedAt: null })
  })

  test('shows new, changed and deleted roles and channels, each with its name', async () => {
    const guildId = newGuild()
    const at = 1
    const made = { id: role, name: 'Crew', color: 0, position: 1, permissions: '0' }
    const room = { id: channel, name: 'deck', type: 0, position: 0, parentId: null, overwrites: [], slowmode: 0 }
    const events: GatewayEvent[] = [
      { type: 'role.saved', at, role: made, created: true },
      { type: 'role.saved', at, role: made, created: false },
      { type: 'role.saved', at, role: { ...made, name: 'Deckhands' }, created: false },
      { type: 'role.deleted', at, roleId: role },
      { type: 'channel.saved', at, channel: room, created: true },
      { type: 'channel.deleted', at, channelId: channel },
    ]
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [stateOf(guildId)] })
    await of(guildId).ingest({ epoch: 1, batch: 2, events })
    const { feed } = await of(guildId).overview()
    expect(feed.toReversed().map(({ type, data }) => ({ type, data }))).toMatchObject([
      { type: 'role.saved', data: { created: true, role: { name: 'Crew' } } },
      { type: 'role.saved', data: { created: false, role: { name: 'Deckhands' } } },
      { type: 'role.deleted', data: { name: 'Deckhands' } },
      { type: 'channel.saved', data: { created: true } },
      { type: 'channel.deleted', data: { name: 'deck' } },
    ])
    const state = await of(guildId).state()
    expect(state.ok && [state.roles.length, state.channels.length]).toEqual([1, 0])
  })
})

describe("Discord's audit log", () => {
  const entryOf = (more: Partial<AuditEntry>): GatewayEvent => ({
    type: 'audit.entry',
    at: Date.now(),
    entry: {
      id: snowflakeAt(Date.now()),
      actionType: 22,
      userId: people.dana,
      targetId: people.otto,
      reason: 'by hand',
      changes: [],
      options: null,
      ...more,
    },
  })

  test('makes cases of what is done by hand, once each, with who did it', async () => {
    const page = await Page.open(servers.harbour, { userId: people.mara })
    const ban = entryOf({})
    await of(servers.harbour).ingest({ epoch: 1, batch: 1, events: [ban, entryOf({ actionType: 1 })] })
    await page.until(() => page.types.includes('case.opened'))
    await of(servers.harbour).ingest({ epoch: 1, batch: 2, events: [ban] })
    const cases = await listCases(db, servers.harbour, {})
    expect(cases).toHaveLength(1)
    expect(cases[0]).toMatchObject({ kind: 'ban', source: 'discord', reason: 'by hand', status: 'done' })
    expect(cases[0]).toMatchObject({ moderator: { id: people.dana }, target: { id: people.otto } })
    expect((await of(servers.harbour).overview()).kpis.actions).toBe(1)
  })

  test('says nothing new about what the bot did', async () => {
    const before = await listCases(db, servers.harbour, {})
    const own = entryOf({ userId: people.wardroom, reason: '[#1] Dana: spam' })
    await of(servers.harbour).ingest({ epoch: 1, batch: 3, events: [own, entryOf({ userId: people.wardroom })] })
    expect(await listCases(db, servers.harbour, {})).toHaveLength(before.length)
  })
})

describe('the member list', () => {
  test('is read once when a server is first seen, and who is not in it any more has left', async () => {
    const guildId = servers.tabletop
    const gone = joined('500000000000000009', { joinedAt: 1 })
    const page = await Page.open(guildId, { userId: people.juno })
    const state = await of(guildId).state()
    if (!state.ok) throw new Error(state.message)
    const { ok: _, ...guild } = state
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [gone] })
    await of(guildId).ingest({ epoch: 1, batch: 2, events: [{ type: 'guild.state', at: 1, guild }] })
    await page.until(() => page.frames.some((frame) => frame.type === 'members.synced' && frame.data.done))
    expect(await getMember(db, guildId, people.leo)).toMatchObject({ leftAt: null })
    expect((await getMember(db, guildId, '500000000000000009'))?.leftAt).toBeGreaterThan(0)
  })
})
