import { WebSocket, type RawData } from 'ws'
import { people, servers } from '#sandbox/world/cast.ts'
import { startRig } from './rig.ts'
import { report } from './statistics.ts'

/** An action submitted → its case on a socket, against one D1 write and one socket send in a bare object. */
const SAMPLES = 60

const rig = await startRig()
const { cookie } = rig
const guild = `/api/guilds/${servers.harbour}`

/** Resolves when a message that fits arrives. */
const arrival = (socket: WebSocket, fits: (text: string) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const hear = (data: RawData): void => {
      if (!fits(String(data))) return
      socket.off('message', hear)
      resolve()
    }
    socket.on('message', hear)
  })
const opened = (socket: WebSocket): Promise<WebSocket> =>
  new Promise((resolve, reject) => socket.once('open', () => resolve(socket)).once('error', reject))

const productSocket = await opened(
  new WebSocket(`${rig.product.url.replace('http', 'ws')}${guild}/live`, { headers: { cookie, origin: rig.origin } }),
)
const floorSocket = await opened(new WebSocket(`${rig.floor.url.replace('http', 'ws')}/live`))

async function act(deed: object): Promise<number> {
  const id = crypto.randomUUID()
  const seen = arrival(productSocket, (text) => text.includes('case.opened') && text.includes(id))
  const begun = performance.now()
  const answer = await fetch(`${rig.product.url}${guild}/actions`, {
    method: 'POST',
    headers: { cookie, origin: rig.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ id, deed }),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  await seen
  return performance.now() - begun
}

async function write(): Promise<number> {
  const id = crypto.randomUUID()
  const seen = arrival(floorSocket, (text) => text.includes(id))
  const begun = performance.now()
  await fetch(`${rig.floor.url}/write`, {
    method: 'POST',
    body: JSON.stringify({ id, message: JSON.stringify({ id, text: 'x'.repeat(600) }) }),
  })
  await seen
  return performance.now() - begun
}

const floor: number[] = []
const kinds = {
  'note (Discord is only asked)': { kind: 'note', targetId: people.goblin, reason: 'bench' },
  'timeout (asked, told by DM, done)': { kind: 'timeout', targetId: people.rick, duration: 60_000, reason: 'bench' },
}
for (const [name, deed] of Object.entries(kinds)) {
  const product: number[] = []
  for (let i = 0; i < SAMPLES; i++) {
    floor.push(await write())
    product.push(await act(deed))
  }
  report(`submit → case on a socket, ${name}`, product.slice(10), floor.slice(10))
}
productSocket.close()
floorSocket.close()
await rig.close()
