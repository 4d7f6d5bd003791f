import { WebSocket, type RawData } from 'ws'
import { people, roles, servers } from '#sandbox/world/cast.ts'
import { sign } from '#schema/contract/signature.ts'
import { parseKeys } from '#schema/contract/signature.ts'
import { signIn } from './desk.ts'
import { startRig } from './rig.ts'
import { report } from './statistics.ts'

/** One event to every socket of a guild, to the last of them, against a bare hibernating object. */
const SOCKETS = Number(process.env.SOCKETS ?? 1000)
const EVENTS = 30

const rig = await startRig()
const guild = servers.harbour

async function openAll(url: string, headersOf: (i: number) => Record<string, string>): Promise<WebSocket[]> {
  const sockets: WebSocket[] = []
  for (let i = 0; i < SOCKETS; i += 50) {
    const some = Array.from(
      { length: Math.min(50, SOCKETS - i) },
      (_, k) => new WebSocket(url, { headers: headersOf(i + k) }),
    )
    await Promise.all(some.map((s) => new Promise((resolve, reject) => s.once('open', resolve).once('error', reject))))
    sockets.push(...some)
  }
  return sockets
}

/** ms from sending until the last socket has it. */
async function spread(
  sockets: WebSocket[],
  fits: (text: string) => boolean,
  send: () => Promise<unknown>,
): Promise<number> {
  const begun = performance.now()
  const all = Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          const hear = (data: RawData): void => {
            if (!fits(String(data))) return
            socket.off('message', hear)
            resolve()
          }
          socket.on('message', hear)
        }),
    ),
  )
  await send()
  await all
  return performance.now() - begun
}

/** A person has ten sockets at most: as many people as it takes, all with a seat by their role. */
const { world } = rig.sandbox
await fetch(`${rig.product.url}/api/guilds/${guild}/seats`, {
  method: 'PUT',
  headers: { cookie: rig.cookie, origin: rig.origin, 'content-type': 'application/json' },
  body: JSON.stringify({ subjectType: 'role', subjectId: roles.harbour.member, level: 'viewer' }),
})
const cookies: string[] = []
for (let i = 0; i < Math.ceil(SOCKETS / 10); i++) {
  const { id } = world.createUser({ username: `viewer.${i}` })
  world.join(guild, id)
  world.addRole(guild, id, roles.harbour.member, { by: people.mara })
  cookies.push(await signIn(rig, id))
}
const epoch = Date.now()
let batch = 0
const post = async (name: string): Promise<void> => {
  const event = {
    type: 'ban.added',
    at: Date.now(),
    userId: String(BigInt(people.goblin) + BigInt(batch)),
    username: name,
  }
  const body = { epoch, batch: ++batch, shards: [], dropped: 0, guilds: [{ guildId: guild, events: [event] }] }
  const envelope = await sign('relay', parseKeys(rig.environment.RELAY_KEYS ?? ''), body, {
    now: Date.now(),
    lifetime: 60_000,
  })
  const answer = await fetch(`${rig.product.url}/relay/batches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(envelope),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}
const productSockets = await openAll(`${rig.product.url.replace('http', 'ws')}/api/guilds/${guild}/live`, (i) => ({
  cookie: cookies[Math.floor(i / 10)] ?? '',
  origin: rig.origin,
}))
const floorSockets = await openAll(`${rig.floor.url.replace('http', 'ws')}/live`, () => ({}))

const product: number[] = []
const floor: number[] = []
for (let i = 0; i < EVENTS; i++) {
  const name = `bench-${i}-${'x'.repeat(150)}`
  floor.push(
    await spread(
      floorSockets,
      (text) => text.includes(name),
      () => fetch(`${rig.floor.url}/send`, { method: 'POST', body: JSON.stringify({ name, pad: 'x'.repeat(150) }) }),
    ),
  )
  product.push(
    await spread(
      productSockets,
      (text) => text.includes(name),
      () => post(name),
    ),
  )
}
report(`one event to ${SOCKETS} sockets`, product.slice(3), floor.slice(3))
for (const socket of [...productSockets, ...floorSockets]) socket.terminate()
await rig.close()
