import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

const GUILDS = 1000
const guildId = (i: number): string => String(1_000_000_000_000_000_000n + BigInt(i))
const user = (i: number): object => ({
  id: String(1_100_000_000_000_000_000n + BigInt(i)),
  username: `user${i}`,
  global_name: null,
  avatar: null,
  discriminator: '0',
})

function guildCreate(i: number): object {
  const role = (n: number): object => ({
    id: n === 0 ? guildId(i) : `${guildId(i).slice(0, -3)}${900 + n}`,
    name: `role ${n}`,
    color: 0,
    position: n,
    permissions: '104324673',
    managed: false,
    hoist: false,
    mentionable: false,
  })
  const channel = (n: number): object => ({
    id: `12${guildId(i).slice(2, -2)}${10 + n}`,
    type: 0,
    name: `channel-${n}`,
    position: n,
    parent_id: null,
    permission_overwrites: [],
    rate_limit_per_user: 0,
  })
  return {
    id: guildId(i),
    name: `Guild ${i}`,
    icon: null,
    owner_id: '1100000000000000000',
    member_count: 1000,
    unavailable: false,
    roles: Array.from({ length: 10 }, (_, n) => role(n)),
    channels: Array.from({ length: 20 }, (_, n) => channel(n)),
    members: [],
    voice_states: [],
    threads: [],
  }
}

/** Mostly messages, as a real server's stream is; some joins and role changes. */
function event(i: number): { t: string; d: object } {
  const guild = guildId(i % GUILDS)
  const kind = i % 50
  if (kind === 1)
    return {
      t: 'GUILD_MEMBER_ADD',
      d: {
        guild_id: guild,
        user: user(i),
        roles: [],
        joined_at: new Date().toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
      },
    }
  if (kind < 15)
    return {
      t: 'PRESENCE_UPDATE',
      d: { guild_id: guild, user: { id: '1100000000000000001' }, status: 'online', activities: [] },
    }
  return {
    t: 'MESSAGE_CREATE',
    d: {
      id: String(1_500_000_000_000_000_000n + BigInt(i)),
      channel_id: `12${guild.slice(2, -2)}1${i % 10}`,
      guild_id: guild,
      author: user(i),
      content: 'a message of some length '.repeat(8),
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      pinned: false,
      type: 0,
      member: { roles: [], joined_at: new Date().toISOString(), deaf: false, mute: false },
    },
  }
}

export interface BurstGateway {
  api: string
  /** resolves when a client is ready and has its guilds */
  connected: Promise<void>
  /** sends so many events, then the one that marks the end */
  burst(events: number): void
  close(): void
}

/** A gateway of a thousand servers that says what it has prepared as fast as the socket takes it. */
export async function startBurstGateway(): Promise<BurstGateway> {
  const server = createServer((_req, res) => {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    const limit = { total: 1000, remaining: 1000, reset_after: 1000, max_concurrency: 1 }
    res
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ url, shards: 1, session_start_limit: limit }))
  })
  const sockets = new WebSocketServer({ server })
  let socket: WebSocket | undefined
  let seq = 0
  const send = (t: string, d: object): void => socket?.send(JSON.stringify({ op: 0, t, d, s: ++seq }))
  const connected = new Promise<void>((resolve) => {
    sockets.on('connection', (client) => {
      socket = client
      client.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 45_000 } }))
      client.on('message', (data) => {
        const { op } = JSON.parse(String(data)) as { op: number }
        if (op === 1) client.send(JSON.stringify({ op: 11 }))
        if (op !== 2) return
        const guilds = Array.from({ length: GUILDS }, (_, i) => ({ id: guildId(i), unavailable: true }))
        send('READY', {
          v: 10,
          user: user(0),
          guilds,
          session_id: 'bench',
          resume_gateway_url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
          shard: [0, 1],
          application: { id: '1150000000000000001', flags: 0 },
        })
        for (let i = 0; i < GUILDS; i++) send('GUILD_CREATE', guildCreate(i))
        resolve()
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    connected,
    burst(events) {
      for (let i = 0; i < events; i++) {
        const { t, d } = event(i)
        send(t, d)
      }
      send('GUILD_BAN_ADD', { guild_id: guildId(0), user: user(seq) })
    },
    close() {
      for (const client of sockets.clients) client.terminate()
      server.close()
    },
  }
}
