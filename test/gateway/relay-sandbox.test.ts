import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { startSandbox } from '#sandbox/server.ts'
import { application } from '#sandbox/application.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import type { GatewayEvent } from '#schema/contract/gateway.ts'
import { startIntakeEndpoint, type IntakeEndpoint } from './intake-endpoint.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

let folder: string
let wardroom: IntakeEndpoint
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let relays: RelayProcess[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'))
  wardroom = await startIntakeEndpoint()
  sandbox = await startSandbox({
    port: 0,
    seed: 'small',
    limits: false,
    gatewayOptions: { duplicates: false, reorder: false },
  })
  relays = []
})
afterEach(async () => {
  for (const relay of relays) await relay.end('SIGKILL')
  await wardroom.close()
  const { violations } = sandbox satisfies Sandbox
  await sandbox.close()
  rmSync(folder, { recursive: true })
  expect(violations.list).toEqual([])
})

function start(): RelayProcess {
  const relay = startRelayProcess({
    DISCORD_API: `${sandbox.url}/api`,
    DISCORD_BOT_TOKEN: application.botToken,
    WARDROOM_URL: wardroom.url,
    RELAY_STATE: folder,
  })
  relays.push(relay)
  return relay
}
const eventsOf = (guildId: string): GatewayEvent[] =>
  wardroom.taken.flatMap((batch) => batch.guilds.flatMap((g) => (g.guildId === guildId ? g.events : [])))
const has = (guildId: string, type: GatewayEvent['type']): boolean => eventsOf(guildId).some((e) => e.type === type)

test('every server is told of when the relay comes online', async () => {
  start()
  await wardroom.waitFor(() => Object.values(servers).every((id) => has(id, 'guild.state')))
  const [state] = eventsOf(servers.harbour)
  expect(state).toMatchObject({ type: 'guild.state', guild: { ownerId: people.mara } })
  if (state?.type === 'guild.state')
    expect(state.guild.channels.some((channel) => channel.id === channels.harbour.general)).toBe(true)
})

test('what people do in a server arrives as what it was', async () => {
  wardroom.watching = [servers.harbour]
  const relay = start()
  await relay.logged('watch.opened')
  await wardroom.waitFor(() => has(servers.harbour, 'guild.state'))
  const { hand } = sandbox.live
  const guildId = servers.harbour
  hand.join({ userId: people.otto, guildId })
  hand.timeout({ userId: people.tomas, guildId, targetId: people.rick, ms: 60_000, reason: 'loud' })
  hand.ban({ userId: people.tomas, guildId, targetId: people.goblin, reason: 'scam' })
  hand.write({ userId: people.leo, guildId, channelId: channels.harbour.general, content: 'hello' })
  hand.leave({ userId: people.otto, guildId })
  await wardroom.waitFor(() => has(guildId, 'messages.counted') && has(guildId, 'member.left'))
  const events = eventsOf(guildId)
  expect(events.find((e) => e.type === 'member.joined')).toMatchObject({ member: { id: people.otto } })
  expect(events.find((e) => e.type === 'ban.added')).toMatchObject({ userId: people.goblin })
  const entries = events.flatMap((e) => (e.type === 'audit.entry' ? [e.entry] : []))
  expect(entries).toContainEqual(expect.objectContaining({ actionType: 22, userId: people.tomas, reason: 'scam' }))
  expect(entries).toContainEqual(expect.objectContaining({ actionType: 24, targetId: people.rick }))
  expect(events.find((e) => e.type === 'messages.counted')).toMatchObject({
    channels: { [channels.harbour.general]: 1 },
  })
})

test('killed again and again while things happen, the relay resumes and tells each of them exactly once', async () => {
  const guildId = servers.tabletop
  const nicks = (): string[] =>
    eventsOf(guildId).flatMap((e) => (e.type === 'member.updated' && e.member.nick ? [e.member.nick] : []))
  const expected: string[] = []
  const rename = (times: number): void => {
    for (let i = 0; i < times; i++) {
      const nick = `Leo ${expected.length}`
      expected.push(nick)
      sandbox.live.hand.setNick({ userId: people.juno, guildId, targetId: people.leo, nick })
    }
  }
  for (let round = 0; round < 3; round++) {
    const relay = start()
    await relay.logged(round === 0 ? 'shard.ready' : 'shard.resumed')
    const before = nicks().length
    rename(120)
    await wardroom.waitFor(() => nicks().length > before)
    rename(10)
    await relay.end('SIGKILL')
    rename(10)
  }
  start()
  await wardroom.waitFor(() => nicks().length >= expected.length)
  expect(nicks()).toEqual(expected)
})
