import { WebSocket, type RawData } from 'ws'
import type { Sweep } from '#schema/contract/sweep.ts'
import { servers } from '#sandbox/world/cast.ts'
import { startRig } from './rig.ts'
import { report, timed } from './statistics.ts'

/**
 * Ids pasted → a plan, and a sweep started → done, with a Discord that answers at once; against the least that ban calls and
 * D1 writes of that many take: one bare write to D1 for each call.
 */
const SIZES = [300, 10_000]
const SAMPLES = 3
const A_CALL = 200

const rig = await startRig()
const { cookie, origin, sandbox } = rig
const guildId = servers.harbour
const api = `${rig.product.url}/api/guilds/${guildId}/sweeps`
const headers = { cookie, origin, 'content-type': 'application/json' }

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const answer = await fetch(api + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Resolves when a page is told that this sweep is done. */
const socket = new WebSocket(`${rig.product.url.replace('http', 'ws')}/api/guilds/${guildId}/live`, {
  headers: { cookie, origin },
})
await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
const isDone = ({ id }: Sweep): Promise<void> =>
  new Promise((resolve) => {
    const hear = (data: RawData): void => {
      const text = String(data)
      if (!text.includes(`"id":"${id}"`) || !text.includes('"state":"done"')) return
      socket.off('message', hear)
      resolve()
    }
    socket.on('message', hear)
  })

const settings = await fetch(`${rig.product.url}/api/guilds/${guildId}/settings`, {
  method: 'PATCH',
  headers,
  body: JSON.stringify({ sweeps: { approvalAbove: null, protectedRoleIds: [] } }),
})
if (!settings.ok) throw new Error(`settings: ${settings.status}`)

const write = (): Promise<unknown> =>
  fetch(`${rig.floor.url}/write`, {
    method: 'POST',
    body: JSON.stringify({ id: crypto.randomUUID(), message: 'x'.repeat(600) }),
  })

for (const size of SIZES) {
  const planned: number[] = []
  const run: number[] = []
  const floor: number[] = []
  for (let sample = 0; sample < SAMPLES; sample++) {
    const ids = Array.from({ length: size }, (_, i) => {
      const { id } = sandbox.world.createUser({ username: `bench.${size}.${sample}.${i}` })
      sandbox.world.seat(guildId, id, {})
      return id
    })
    floor.push(
      await timed(async () => {
        for (let i = 0; i < size; i += A_CALL) await write()
      }),
    )
    let sweep: Sweep | undefined
    const body = { source: { type: 'ids', ids }, deed: { kind: 'ban', reason: 'bench' } }
    planned.push(await timed(async () => (sweep = await ask<Sweep>('', body))))
    const asked = sweep
    if (!asked) throw new Error('no plan')
    const done = isDone(asked)
    run.push(
      await timed(async () => {
        await ask(`/${asked.id}/start`, {})
        await done
      }),
    )
    const { counts } = await ask<Sweep>(`/${asked.id}`)
    if (counts.done !== size) throw new Error(`${counts.done} of ${size} done`)
  }
  report(`${size} ids pasted → plan`, planned, floor)
  report(`sweep of ${size} started → done`, run, floor)
}
socket.close()
await rig.close()
