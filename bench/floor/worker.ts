import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'

interface FloorEnv {
  DISCORD_PUBLIC_KEY: string
  FLOOR: DurableObjectNamespace<Floor>
  DB: D1Database
}

/** The least an object can do: hibernating sockets, one D1 write, one send to each. */
export class Floor extends DurableObject<FloorEnv> {
  override async fetch(): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server)
    return new Response(null, { status: 101, webSocket: client })
  }

  /** One D1 row, then one message to every socket. */
  async write(id: string, message: string): Promise<void> {
    await this.env.DB.prepare('INSERT INTO floor (id, body) VALUES (?, ?)').bind(id, message).run()
    this.send(message)
  }

  send(message: string): void {
    for (const socket of this.ctx.getWebSockets()) socket.send(message)
  }
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
let key: Promise<CryptoKey> | undefined

/** A bare Hono Worker: it verifies Discord's signature and answers, and that is all. */
const app = new Hono<{ Bindings: FloorEnv }>()
  .post('/interactions', async (c) => {
    key ??= crypto.subtle.importKey('raw', bytes(c.env.DISCORD_PUBLIC_KEY), 'Ed25519', false, ['verify'])
    const text = (c.req.header('x-signature-timestamp') ?? '') + (await c.req.text())
    const signature = bytes(c.req.header('x-signature-ed25519') ?? '')
    const valid = await crypto.subtle.verify('Ed25519', await key, signature, new TextEncoder().encode(text))
    return valid ? c.json({ type: 5, data: { flags: 64 } }) : c.text('bad signature', 401)
  })
  .get('/live', (c) => c.env.FLOOR.getByName('floor').fetch(c.req.raw))
  .post('/write', async (c) => {
    const { id, message } = await c.req.json<{ id: string; message: string }>()
    await c.env.FLOOR.getByName('floor').write(id, message)
    return c.json({ ok: true })
  })
  .post('/send', async (c) => {
    await c.env.FLOOR.getByName('floor').send(await c.req.text())
    return c.json({ ok: true })
  })

export default app
