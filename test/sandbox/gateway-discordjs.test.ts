import { REST } from '@discordjs/rest'
import { WebSocketManager, WebSocketShardEvents, type SessionInfo } from '@discordjs/ws'
import { afterEach, expect, it } from 'vitest'
import { application } from '#sandbox/application.ts'
import { startSandbox } from '#sandbox/server.ts'
import { channels, people } from '#sandbox/world/cast.ts'
import { ALL } from './gateway-client.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let manager: WebSocketManager
afterEach(async () => {
  await manager.destroy()
  await sandbox.close()
})

interface Seen {
  t: string
  content: string | undefined
}

/** @discordjs/ws as a bot uses it, its sessions and what it was told in plain sight. */
async function connect() {
  const sessions = new Map<number, SessionInfo>()
  const seen: Seen[] = []
  let told = (): void => undefined
  manager = new WebSocketManager({
    token: application.botToken,
    intents: ALL,
    rest: new REST({ api: `${sandbox.url}/api`, version: '10' }).setToken(application.botToken),
    retrieveSessionInfo: (id) => sessions.get(id) ?? null,
    updateSessionInfo: (id, session) => void (session ? sessions.set(id, session) : sessions.delete(id)),
  })
  manager.on(WebSocketShardEvents.Dispatch, ({ t, d }) => {
    seen.push({ t, content: d && 'content' in d && typeof d.content === 'string' ? d.content : undefined })
    told()
  })
  const until = async (fits: (seen: Seen[]) => boolean): Promise<void> => {
    while (!fits(seen)) await new Promise<void>((resolve) => (told = resolve))
  }
  await manager.connect()
  await until((all) => all.filter(({ t }) => t === 'GUILD_CREATE').length === 3)
  return { seen, until, sessions }
}
const write = (content: string) => sandbox.world.writeMessage(channels.harbour.general, people.leo, { content })
const start = async () => (sandbox = await startSandbox({ port: 0, state: null, seed: 'small' }))

it('@discordjs/ws connects, hears events, and resumes after a cut without losing any', async () => {
  await start()
  const { seen, until, sessions } = await connect()
  write('before')
  await until((all) => all.some(({ content }) => content === 'before'))
  const session = sessions.get(0)?.sessionId
  sandbox.live.gateway.drop()
  write('during')
  await until((all) => all.some(({ t }) => t === 'RESUMED'))
  expect(seen.some(({ content }) => content === 'during')).toBe(true)
  expect(sessions.get(0)?.sessionId).toBe(session)
  expect(seen.filter(({ t }) => t === 'READY')).toHaveLength(1)
})

it('@discordjs/ws resumes when told to reconnect', async () => {
  await start()
  const { seen, until } = await connect()
  sandbox.live.gateway.askReconnect()
  await until((all) => all.some(({ t }) => t === 'RESUMED'))
  write('after')
  await until((all) => all.some(({ content }) => content === 'after'))
  expect(seen.filter(({ t }) => t === 'READY')).toHaveLength(1)
})

it('@discordjs/ws identifies anew when its session is invalid', async () => {
  await start()
  const { until, sessions } = await connect()
  const before = sessions.get(0)?.sessionId
  sandbox.live.gateway.invalidate()
  await until((all) => all.filter(({ t }) => t === 'READY').length === 2)
  expect(sessions.get(0)?.sessionId).not.toBe(before)
})
