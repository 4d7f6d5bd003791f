import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { joined, left, wrote } from './events.ts'
import { connectRelay, Page } from './page.ts'

const channel = '400000000000000001'
const ann = '500000000000000001'
const ben = '500000000000000002'
const viewer = '600000000000000001'
let guilds = 100
const newGuild = (): string => `9000000000000000${++guilds}`
const of = (guildId: string) => env.GUILD.getByName(guildId)

let relay: Awaited<ReturnType<typeof connectRelay>>
beforeAll(async () => {
  relay = await connectRelay()
})

describe('an open page', () => {
  test('is greeted, and told of what happens in numbers that count up by one', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer })
    expect(page.hello).toMatchObject({ resync: false, relayOnline: true })
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [joined(ann), wrote(channel, 3), left(ann)] })
    await page.until(() => page.frames.length >= 4)
    expect(page.types).toEqual(['member.joined', 'messages.counted', 'member.left', 'kpis.changed'])
    expect(page.frames.map((frame) => frame.seq)).toEqual([1, 2, 3, 4].map((n) => page.hello.seq + n))
    expect(page.messages).toHaveLength(2)
  })

  test('gets what it missed, each once and in order', async () => {
    const guildId = newGuild()
    const first = await Page.open(guildId, { userId: viewer })
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [joined(ann)] })
    await first.until(() => first.frames.length >= 2)
    const seen = first.frames.at(-1)?.seq ?? 0
    first.close()
    await of(guildId).ingest({ epoch: 1, batch: 2, events: [joined(ben), wrote(channel, 1)] })
    const again = await Page.open(guildId, { userId: viewer, after: seen })
    expect(again.hello.resync).toBe(false)
    await again.until(() => again.types.includes('messages.counted'))
    expect(again.frames.map((frame) => frame.seq)).toEqual(again.frames.map((_, index) => seen + 1 + index))
    expect(again.types).toContain('member.joined')
  })

  test('gets lasting events it missed even when the object had to start anew', async () => {
    const guildId = newGuild()
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [joined(ann), left(ann)] })
    await evictDurableObject(of(guildId))
    const page = await Page.open(guildId, { userId: viewer, after: 0 })
    expect(page.hello).toMatchObject({ seq: 2, resync: false })
    await page.until(() => page.frames.length === 2)
    expect(page.types).toEqual(['member.joined', 'member.left'])
  })

  test.for([
    { what: 'counts that nobody kept', after: 0 },
    { what: 'a number that was never given', after: 4711 },
  ])('is told to fetch anew after $what', async ({ after }) => {
    const guildId = newGuild()
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [wrote(channel, 5)] })
    await evictDurableObject(of(guildId))
    const page = await Page.open(guildId, { userId: viewer, after })
    expect(page.hello).toMatchObject({ seq: 1, resync: true })
    expect(page.frames).toEqual([])
  })

  test('goes on after the object slept, with numbers that go on', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer })
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [wrote(channel, 5)] })
    await page.until(() => page.frames.length >= 2)
    const seen = page.frames.at(-1)?.seq ?? 0
    await evictDurableObject(of(guildId))
    await of(guildId).ingest({ epoch: 1, batch: 2, events: [joined(ann)] })
    await page.until(() => page.types.includes('member.joined'))
    expect(page.frames.find((frame) => frame.seq === seen + 1)?.type).toBe('member.joined')
  })

  test('gets an answer to its ping', async () => {
    const page = await Page.open(newGuild(), { userId: viewer })
    page.send('ping')
    await page.until(() => page.pongs === 1)
    page.send('{"not":"ours"}')
    page.send('ping')
    await page.until(() => page.pongs === 2)
    expect(page.closed).toBeNull()
  })

  test('is closed when its session ends, and no other is', async () => {
    const guildId = newGuild()
    const [one, two] = await Promise.all([
      Page.open(guildId, { userId: viewer, sessionId: 'one' }),
      Page.open(guildId, { userId: viewer, sessionId: 'two' }),
    ])
    await of(guildId).endSession('one')
    await one.until(() => one.closed !== null)
    expect(one.closed).toEqual({ code: 4001 })
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [joined(ann)] })
    await two.until(() => two.types.includes('member.joined'))
    expect(one.types).not.toContain('member.joined')
  })

  test('is closed instead of being told anything once its session has run out', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer, expiresAt: Date.now() - 1 })
    await of(guildId).ingest({ epoch: 1, batch: 1, events: [joined(ann)] })
    await page.until(() => page.closed !== null)
    expect(page.closed).toEqual({ code: 4001 })
    expect(page.frames).toEqual([])
  })

  test('gives way when one person opens an eleventh', async () => {
    const guildId = newGuild()
    const pages: Page[] = []
    for (let i = 0; i < 11; i++) pages.push(await Page.open(guildId, { userId: viewer }))
    const [oldest] = pages
    await oldest?.until(() => oldest.closed !== null)
    expect(pages.map((page) => page.closed?.code)).toEqual([4009, ...Array.from({ length: 10 }, () => undefined)])
  })

  test('is refused when a thousand are open', async () => {
    const guildId = newGuild()
    for (let i = 0; i < 100; i++) {
      const userId = `700000000000001${String(i).padStart(3, '0')}`
      await Promise.all(Array.from({ length: 10 }, () => Page.open(guildId, { userId })))
    }
    const page = await Page.open(guildId, { userId: viewer })
    expect(page.closed).toEqual({ code: 4008 })
  })
})

describe('the relay', () => {
  test('is told which guilds somebody looks at', async () => {
    const guildId = newGuild()
    const page = await Page.open(guildId, { userId: viewer })
    await relay.heard(() => relay.watching().includes(guildId))
    expect(await of(guildId).ingest({ epoch: 1, batch: 1, events: [] })).toEqual({ watched: true })
    page.close()
    await relay.heard(() => !relay.watching().includes(guildId))
  })

  test('going away and coming back shows on open pages', async () => {
    const page = await Page.open(newGuild(), { userId: viewer })
    relay.close()
    await page.until(() => page.types.includes('relay.changed'))
    expect(page.frames.at(-1)).toMatchObject({ type: 'relay.changed', data: { online: false } })
    relay = await connectRelay()
    await page.until(() => page.types.filter((type) => type === 'relay.changed').length === 2)
    expect(page.frames.at(-1)).toMatchObject({ data: { online: true } })
  })

  test('must stop when a newer one is at work', async () => {
    const object = env.RELAY.getByName('relay')
    const header = { batch: 1, shards: [], dropped: 0 }
    expect(await object.heard({ epoch: 1, ...header })).toMatchObject({ superseded: false })
    expect(await object.heard({ epoch: 5, ...header })).toMatchObject({ superseded: false })
    expect(await object.heard({ epoch: 4, ...header })).toMatchObject({ superseded: true })
    relay = await connectRelay(5)
    expect(await object.health()).toMatchObject({ online: true, epoch: 5 })
  })
})
