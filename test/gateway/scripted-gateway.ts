import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import * as z from 'zod/mini'

const Command = z.object({ op: z.int(), d: z.unknown() })
const Identify = z.object({ intents: z.int() })
const Resume = z.object({ session_id: z.string(), seq: z.int() })

export interface ScriptedGateway {
  /** for DISCORD_API */
  api: string
  /** how clients came in: `identify <intents>`, `resume <sequence>` */
  entries: string[]
  /** close codes of clients */
  closes: number[]
  /** sends a dispatch to whoever is there, and to who resumes later */
  dispatch(t: string, d: unknown): void
  /** refuses these intents with 4014 from now on */
  disallow(intents: number): void
  /** drops every connection */
  drop(code: number): void
  waitFor(met: (gateway: ScriptedGateway) => boolean): Promise<void>
  close(): Promise<void>
}

/** A gateway of one shard that says exactly what a test tells it to, and replays what a resume asks for. */
export async function startScriptedGateway(guilds: readonly string[] = []): Promise<ScriptedGateway> {
  const waiting = new Set<() => void>()
  const clients = new Set<WebSocket>()
  let said: { t: string; d: unknown; s: number }[] = []
  let session = 0
  let disallowed = 0
  const server = createServer((_request, response) => {
    const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 }
    response.end(JSON.stringify({ url: url(), shards: 1, session_start_limit: limit }))
  })
  const url = (): string => `ws://127.0.0.1:${(server.address() as AddressInfo).port}/gateway`
  const changed = (): void => waiting.forEach((check) => check())
  const send = (client: WebSocket, op: number, body: object): void => client.send(JSON.stringify({ op, ...body }))
  const say = (t: string, d: unknown): void => {
    const dispatch = { t, d, s: said.length + 1 }
    said.push(dispatch)
    for (const client of clients) send(client, 0, dispatch)
  }

  new WebSocketServer({ server }).on('connection', (client) => {
    send(client, 10, { d: { heartbeat_interval: 40_000 } })
    client.on('message', (data) => {
      const { op, d } = Command.parse(JSON.parse(String(data)))
      if (op === 1) send(client, 11, {})
      if (op === 2) {
        const { intents } = Identify.parse(d)
        gateway.entries.push(`identify ${intents}`)
        if (intents & disallowed) client.close(4014)
        else {
          said = []
          session++
          clients.add(client)
          const ready = { session_id: `session-${session}`, resume_gateway_url: url(), v: 10 }
          say('READY', { ...ready, guilds: guilds.map((id) => ({ id, unavailable: true })) })
        }
      }
      if (op === 6) {
        const { session_id, seq } = Resume.parse(d)
        gateway.entries.push(`resume ${seq}`)
        if (session_id !== `session-${session}`) send(client, 9, { d: false })
        else {
          for (const dispatch of said.slice(seq)) send(client, 0, dispatch)
          clients.add(client)
          say('RESUMED', {})
        }
      }
      changed()
    })
    client.on('close', (code) => {
      clients.delete(client)
      gateway.closes.push(code)
      changed()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const gateway: ScriptedGateway = {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    entries: [],
    closes: [],
    dispatch: say,
    disallow: (intents) => void (disallowed = intents),
    drop: (code) => clients.forEach((client) => client.close(code)),
    waitFor: (met) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`waited in vain; ${gateway.entries.join(', ')}`)), 15_000)
        const check = (): void => {
          if (!met(gateway)) return
          clearTimeout(patience)
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    close: async () => {
      server.closeAllConnections()
      for (const client of clients) client.terminate()
      await new Promise((closed) => server.close(closed))
    },
  }
  return gateway
}
