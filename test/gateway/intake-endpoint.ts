import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import * as z from 'zod/mini'
import { RelayBatch } from '#schema/contract/gateway.ts'
import { parseKeys, Signed, verify } from '#schema/contract/signature.ts'

export const relayKeys = 'test:0123456789abcdef0123456789abcdef'

/** A stand-in for Wardroom's intake that keeps the promise relied on: a batch seen before is answered and not taken again. */
export interface IntakeEndpoint {
  url: string
  /** every batch that was taken in, once, in order */
  taken: RelayBatch[]
  /** names of all that were posted, repetitions included */
  posted: string[]
  /** answers the next requests with this status instead; 0 drops the connection, 'late' takes the batch in and then drops it */
  failWith(answer: number | 'late' | null): void
  /** servers whose events are never taken while the others' are */
  stuck: Set<string>
  watching: string[]
  watchers: Set<WebSocket>
  waitFor(met: (endpoint: IntakeEndpoint) => boolean): Promise<void>
  close(): Promise<void>
}

const EpochOnly = z.object({ epoch: z.int() })

export async function startIntakeEndpoint(port = 0): Promise<IntakeEndpoint> {
  const keys = parseKeys(relayKeys)
  let failing: number | 'late' | null = null
  const seen = new Set<string>()
  const waiting = new Set<() => void>()
  const changed = (): void => waiting.forEach((check) => check())

  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const envelope = Signed.parse(JSON.parse(Buffer.concat(chunks).toString()))
    const opened = await verify('relay', keys, envelope, Date.now())
    if (!opened.ok) return void response.writeHead(401).end()
    const batch = RelayBatch.parse(opened.body)
    const name = `${batch.epoch}/${batch.batch}`
    endpoint.posted.push(name)
    const take = (): void => {
      if (!seen.has(name)) endpoint.taken.push(batch)
      seen.add(name)
    }
    const answer = failing
    if (answer === 'late') take()
    if (answer === 'late' || answer === 0) request.socket.destroy()
    else if (answer !== null) response.writeHead(answer).end('{}')
    else if (batch.guilds.some(({ guildId }) => endpoint.stuck.has(guildId))) {
      const failed = batch.guilds.map(({ guildId }) => guildId).filter((id) => endpoint.stuck.has(id))
      if (!seen.has(name))
        endpoint.taken.push({ ...batch, guilds: batch.guilds.filter((g) => !failed.includes(g.guildId)) })
      seen.add(name)
      response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify({ failed }))
    } else {
      take()
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ watching: endpoint.watching }))
    }
    changed()
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', async (request, socket, head) => {
    const signed = decodeURIComponent(request.headers.authorization?.replace(/^Wardroom /, '') ?? '')
    const opened = await verify('relay', keys, Signed.parse(JSON.parse(signed)), Date.now())
    if (!opened.ok || !EpochOnly.safeParse(opened.body).success) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (ws) => {
      endpoint.watchers.add(ws)
      ws.on('close', () => endpoint.watchers.delete(ws))
      ws.send(JSON.stringify({ watching: endpoint.watching }))
      changed()
    })
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const endpoint: IntakeEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    posted: [],
    failWith: (answer) => void (failing = answer),
    stuck: new Set(),
    watching: [],
    watchers: new Set(),
    waitFor: (met) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => {
          waiting.delete(check)
          reject(new Error(`waited in vain; posted ${endpoint.posted.join(' ')}`))
        }, 15_000)
        const check = (): void => {
          if (!met(endpoint)) return
          clearTimeout(patience)
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    close: async () => {
      for (const ws of endpoint.watchers) ws.terminate()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return endpoint
}
