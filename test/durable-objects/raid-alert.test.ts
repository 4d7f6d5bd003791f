import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { GatewayEvent } from '#schema/contract/gateway.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'
import type { RaidAlert } from '#schema/contract/raid.ts'
import { defaultSettings } from '#schema/contract/settings.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { joined } from './events.ts'
import { connectRelay, Page } from './page.ts'

let guilds = 700
const newGuild = (): string => `9000000000000000${++guilds}`
const of = (guildId: string) => env.GUILD.getByName(guildId)
const alertsOf = async (guildId: string): Promise<RaidAlert[]> => (await of(guildId).raid()).alerts
let batch = 0
let accounts = 0
const take = (guildId: string, events: GatewayEvent[]) => of(guildId).ingest({ epoch: 1, batch: ++batch, events })

/** So many accounts of an hour ago, named alike. */
const raiders = (count: number): GatewayEvent[] =>
  Array.from({ length: count }, () => {
    const id = String(BigInt(snowflakeAt(Date.now() - 3_600_000)) + BigInt(++accounts))
    return joined(id, { username: `FreeGift${accounts}` })
  })
const later = (events: GatewayEvent[], ms: number): GatewayEvent[] => events.map((e) => ({ ...e, at: e.at + ms }))

beforeAll(async () => {
  await connectRelay()
})

test('fewer joins than a spike raise nothing', async () => {
  const guildId = newGuild()
  await take(guildId, raiders(19))
  await take(guildId, later(raiders(19), 31_000))
  expect(await alertsOf(guildId)).toEqual([])
})

test('a spike raises one alert, told to every page, and the wave that goes on is the same one', async () => {
  const guildId = newGuild()
  const page = await Page.open(guildId, { userId: people.mara })
  await take(guildId, raiders(12))
  await take(guildId, later(raiders(12), 1_000))
  await page.until(() => page.types.includes('raid.alert'))
  await take(guildId, later(raiders(30), 5_000))
  await take(guildId, later(raiders(6), 12_000))
  const [alert, ...others] = await alertsOf(guildId)
  expect(others).toEqual([])
  expect(alert).toMatchObject({
    joins: 60,
    young: 60,
    noAvatar: 60,
    endedAt: null,
    pattern: { text: 'freegift*', count: 60 },
  })
  await page.until(() => page.frames.some((f) => f.type === 'raid.alert' && f.data.joins === 60))
  expect(new Set(page.frames.flatMap((f) => (f.type === 'raid.alert' ? [f.data.id] : []))).size).toBe(1)
})

test('the wave survives the object, ends when it is quiet, and the next one is another alert', async () => {
  const guildId = newGuild()
  await take(guildId, raiders(25))
  await evictDurableObject(of(guildId))
  await take(guildId, later(raiders(10), 2_000))
  expect(await alertsOf(guildId)).toMatchObject([{ joins: 35, endedAt: null }])
  // a minute and a half later
  await runInDurableObject(of(guildId), (_, { storage }) => {
    const waves = storage.kv.get<{ lastAt: number }[]>('raid.waves') ?? []
    storage.kv.put(
      'raid.waves',
      waves.map((wave) => ({ ...wave, lastAt: wave.lastAt - 90_000 })),
    )
  })
  await runDurableObjectAlarm(of(guildId))
  expect(await alertsOf(guildId)).toMatchObject([{ joins: 35, endedAt: expect.any(Number) }])
  await take(guildId, later(raiders(20), 120_000))
  expect(await alertsOf(guildId)).toMatchObject([{ joins: 20, endedAt: null }, { joins: 35 }])
})

test('the usual coming and going neither raises one nor keeps one open', async () => {
  const guildId = newGuild()
  await take(guildId, raiders(20))
  for (let minute = 1; minute < 5; minute++) await take(guildId, later(raiders(1), minute * 60_000))
  expect(await alertsOf(guildId)).toMatchObject([{ joins: 20 }])
})

test('an alert is taken off every page by one person, who is named', async () => {
  const guildId = newGuild()
  await take(guildId, raiders(20))
  const [alert] = await alertsOf(guildId)
  const by = { id: people.tomas, name: 'Tomas' }
  expect(await of(guildId).dismissAlert({ id: alert?.id ?? '', by, requestId: null })).toEqual({ ok: true })
  expect(await alertsOf(guildId)).toMatchObject([{ dismissed: { by } }])
  expect(await of(guildId).dismissAlert({ id: 'none', by, requestId: null })).toMatchObject({ code: 'no_such_alert' })
})

test('switched off, nothing is counted', async () => {
  const guildId = newGuild()
  await runInDurableObject(of(guildId), async (guild) => {
    await guild.saveSettings({ raid: { ...defaultSettings.raid, joins: null } })
  })
  await take(guildId, raiders(50))
  expect(await alertsOf(guildId)).toEqual([])
})

const Messages = z.array(z.object({ id: z.string(), embeds: z.array(z.object({ title: z.optional(z.string()) })) }))

test('it is posted once in the alert channel, rewritten as the wave grows, and at its end', async () => {
  const guildId = servers.harbour
  const channelId = channels.harbour.staff
  await of(guildId).saveSettings({ raid: { ...defaultSettings.raid, alertChannelId: channelId } })
  const titles = async (): Promise<string[]> => {
    const headers = { authorization: `Bot ${env.DISCORD_BOT_TOKEN}`, 'user-agent': 'DiscordBot (https://w.test, 1)' }
    const answer = await fetch(`${env.DISCORD_API}/v10/channels/${channelId}/messages?limit=20`, { headers })
    const messages = Messages.safeParse(await answer.json())
    return (messages.data ?? []).flatMap(({ embeds }) => embeds.map(({ title }) => title ?? ''))
  }
  await take(guildId, raiders(20))
  await runDurableObjectAlarm(of(guildId))
  await expect.poll(titles).toEqual(['20 joins at once'])
  await take(guildId, later(raiders(5), 1_000))
  const hurry = () =>
    runInDurableObject(of(guildId), async (_, { storage }) => {
      const waves = storage.kv.get<{ postAt: number }[]>('raid.waves') ?? []
      storage.kv.put(
        'raid.waves',
        waves.map((wave) => ({ ...wave, postAt: 1 })),
      )
    }).then(() => runDurableObjectAlarm(of(guildId)))
  await hurry()
  await expect.poll(titles).toEqual(['25 joins at once'])
  expect(await alertsOf(guildId)).toMatchObject([{ post: { channelId } }])
  await of(guildId).saveSettings({ raid: defaultSettings.raid })
})
