import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startIntakeEndpoint, type IntakeEndpoint } from './intake-endpoint.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'
import { startScriptedGateway, type ScriptedGateway } from './scripted-gateway.ts'

const guild = '100000000000000001'
const channel = '100000000000000002'

let folder: string
let wardroom: IntakeEndpoint
let discord: ScriptedGateway
let relays: RelayProcess[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'))
  wardroom = await startIntakeEndpoint()
  discord = await startScriptedGateway([guild])
  relays = []
})
afterEach(async () => {
  for (const relay of relays) await relay.end('SIGKILL')
  await wardroom.close()
  await discord.close()
  rmSync(folder, { recursive: true })
})

function start(environment: Record<string, string> = {}): RelayProcess {
  const relay = startRelayProcess({
    DISCORD_API: discord.api,
    WARDROOM_URL: wardroom.url,
    RELAY_STATE: folder,
    ...environment,
  })
  relays.push(relay)
  return relay
}
const ban = (n: number): void =>
  discord.dispatch('GUILD_BAN_ADD', {
    guild_id: guild,
    user: { id: String(200000000000000000n + BigInt(n)), username: `n${n}` },
  })
const say = (): void =>
  discord.dispatch('MESSAGE_CREATE', { guild_id: guild, channel_id: channel, author: { id: channel } })
const events = () => wardroom.taken.flatMap((batch) => batch.guilds.flatMap((g) => g.events))
const bans = (): string[] => events().flatMap((event) => (event.type === 'ban.added' ? [event.username] : []))
const messages = (): number =>
  events().reduce((sum, event) => sum + (event.type === 'messages.counted' ? (event.channels[channel] ?? 0) : 0), 0)
const names = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `n${from + i}`)

test('what happens in Discord arrives within a second, with the health of the shards', async () => {
  const relay = start()
  await relay.logged('shard.ready')
  const began = Date.now()
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  expect(Date.now() - began).toBeLessThan(1000)
  expect(wardroom.taken.at(-1)?.shards).toMatchObject([{ id: 0, state: 'ready', guilds: 1 }])
})

test('killed in mid-stream, it resumes, and every event arrives exactly once', async () => {
  let next = 1
  const burst = (count: number): void => {
    for (let i = 0; i < count; i++) ban(next++)
  }
  for (const answer of [null, 503, 'late', null] as const) {
    wardroom.failWith(answer)
    const relay = start()
    await relay.logged(discord.entries.length === 0 ? 'shard.ready' : 'shard.resumed')
    const posted = wardroom.posted.length
    burst(130)
    await wardroom.waitFor((w) => w.posted.length > posted)
    burst(70)
    await relay.end('SIGKILL')
    burst(5)
  }
  wardroom.failWith(null)
  start()
  await wardroom.waitFor(() => bans().length >= next - 1)
  expect(bans()).toEqual(names(1, next - 1))
  expect(discord.entries.filter((entry) => entry.startsWith('identify'))).toHaveLength(1)
})

test('asked to stop, it sends what it has, counters too, and leaves a session that can be resumed', async () => {
  const relay = start()
  await relay.logged('shard.ready')
  for (let i = 0; i < 7; i++) say()
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  expect(await relay.end('SIGTERM')).toBe(0)
  expect(messages()).toBe(7)
  expect(discord.closes).toEqual([4200])
  ban(2)
  await start().logged('shard.resumed')
  await wardroom.waitFor(() => bans().length === 2)
  expect(discord.entries[1]).toMatch(/^resume/)
})

test('asked to stop while Wardroom is away, it keeps everything for the next start', async () => {
  wardroom.failWith(0)
  const relay = start()
  await relay.logged('shard.ready')
  for (let n = 1; n <= 150; n++) ban(n)
  await wardroom.waitFor((w) => w.posted.length > 0)
  expect(await relay.end('SIGTERM')).toBe(0)
  wardroom.failWith(null)
  start()
  await wardroom.waitFor(() => bans().length >= 150)
  expect(bans()).toEqual(names(1, 150))
})

test('messages are counted every half second where someone looks, and only there', async () => {
  wardroom.watching = [guild]
  const relay = start()
  await relay.logged('watch.opened')
  await relay.logged('shard.ready')
  say()
  say()
  await wardroom.waitFor(() => messages() === 2)
  for (const watcher of wardroom.watchers) watcher.send(JSON.stringify({ watching: [] }))
  wardroom.watching = []
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  say()
  ban(2)
  await wardroom.waitFor(() => bans().length === 2)
  expect(messages()).toBe(2)
})

test('someone who moves between voice channels is told while someone looks; who is muted is not', async () => {
  wardroom.watching = [guild]
  const relay = start()
  await relay.logged('watch.opened')
  await relay.logged('shard.ready')
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  const user = { id: channel, username: 'ada' }
  for (const channel_id of [channel, channel, null])
    discord.dispatch('VOICE_STATE_UPDATE', { guild_id: guild, channel_id, user_id: channel, member: { user } })
  ban(2)
  await wardroom.waitFor(() => bans().length === 2)
  expect(events().flatMap((e) => (e.type === 'voice.moved' ? [e.channelId] : []))).toEqual([channel, null])
})

test('messages that are deleted are told while someone looks, one by one and in bulk', async () => {
  const relay = start()
  await relay.logged('watch.opened')
  await relay.logged('shard.ready')
  const ids = [channel, guild]
  discord.dispatch('MESSAGE_DELETE', { guild_id: guild, channel_id: channel, id: channel })
  wardroom.watching = [guild]
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  discord.dispatch('MESSAGE_DELETE', { guild_id: guild, channel_id: channel, id: channel })
  discord.dispatch('MESSAGE_DELETE_BULK', { guild_id: guild, channel_id: channel, ids })
  ban(2)
  await wardroom.waitFor(() => bans().length === 2)
  expect(events().flatMap((e) => (e.type === 'messages.deleted' ? [e.messageIds] : []))).toEqual([[channel], ids])
})

test('without the privileged intent it goes on with the others, and says so', async () => {
  discord.disallow(1 << 1)
  const relay = start()
  await relay.logged('intents.reduced')
  await relay.logged('shard.ready')
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  expect(discord.entries).toHaveLength(2)
})

test('a dropped connection is resumed without loss', async () => {
  const relay = start()
  await relay.logged('shard.ready')
  ban(1)
  discord.drop(4000)
  await discord.waitFor((d) => d.closes.length === 1)
  ban(2)
  await wardroom.waitFor(() => bans().length === 2)
  expect(discord.entries[1]).toMatch(/^resume/)
})

test('replaced by a newer relay, it stops with a clear line', async () => {
  wardroom.failWith(409)
  const relay = start()
  expect(await relay.ended).toBe(3)
  expect(JSON.stringify(relay.lines)).toContain('A newer relay is at work')
})

test('what is missing in its environment is said, and no secret is ever logged or left readable by others', async () => {
  const broken = start({ RELAY_KEYS: 'short:1' })
  expect(await broken.ended).toBe(2)
  const relay = start()
  await relay.logged('shard.ready')
  ban(1)
  await wardroom.waitFor(() => bans().length === 1)
  await relay.end('SIGTERM')
  const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  for (const text of [JSON.stringify(broken.lines), JSON.stringify(relay.lines), ...stored]) {
    expect(text).not.toContain('a.bot.token')
    expect(text).not.toContain('0123456789abcdef')
  }
})
