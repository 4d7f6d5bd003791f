import type { Broadcast } from '#schema/contract/broadcast.ts'
import { DELIVERIES_A_SECOND } from '#schema/contract/broadcast.ts'
import { servers } from '#sandbox/world/cast.ts'
import { registerCommands } from '#workers/interactions/register.ts'
import { startRig } from './rig.ts'
import { median, percentile, timed } from './statistics.ts'

/**
 * A broadcast to a fleet, with a Discord that enforces its limits: deliveries a second against what the budget allows, how soon
 * it begins, and how much longer a ban takes beside it. 1,000 servers, and with `BENCH_SERVERS=10000` as many as that.
 */
const SERVERS = Number(process.env.BENCH_SERVERS ?? 1_000)
const BANS = 15

const rig = await startRig({ limits: true, keepRelay: true })
const { cookie, origin, sandbox } = rig
const headers = { cookie, origin, 'content-type': 'application/json' }
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function ask<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const answer = await fetch(rig.product.url + path, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

// the owners of the fleet choose by a command where news go
await registerCommands(rig.environment)
const { fleet } = sandbox.live
const growing = performance.now()
fleet.grow({ servers: SERVERS, perSecond: 30, undecidedIn: 0 })
while (fleet.settled.length < SERVERS) await wait(250)
console.log(`fleet of ${SERVERS} grown in ${((performance.now() - growing) / 1000).toFixed(0)} s`)
// what the guilds' objects read of Discord when they are new is over
await wait(5_000)

const fleetChannels = new Set(fleet.settled.flatMap((id) => [...sandbox.world.mustGuild(id).channels.keys()]))
let posted: number[] = []
let refused = 0
const isNews = (path: string): boolean => fleetChannels.has(path.split('/')[2] ?? '')
sandbox.requests.subscribe(({ method, path, status, at }) => {
  if (status === 429) refused++
  if (method === 'POST' && path.endsWith('/messages') && status === 200 && isNews(path)) posted.push(at)
})

let n = 0
const ban = async (): Promise<number> => {
  const { id: targetId } = sandbox.world.createUser({ username: `bench.${n++}` })
  sandbox.world.seat(servers.harbour, targetId, {})
  const deed = { kind: 'ban', targetId, reason: 'bench', dm: false }
  const taken = await timed(() =>
    ask(`/api/guilds/${servers.harbour}/actions`, 'POST', { id: crypto.randomUUID(), deed }),
  )
  await wait(400)
  return taken
}
const alone: number[] = []
for (let i = 0; i < BANS; i++) alone.push(await ban())

/** Sends one to the whole fleet; gives the report of it, and when it was sent. */
async function broadcast(beside: () => Promise<void>): Promise<{ report: Broadcast; at: number }> {
  posted = []
  const draft = { category: 'changelog', title: 'Bench', content: 'x'.repeat(800), composed: null, audience: {} }
  const { id, revision } = await ask<Broadcast>('/api/developer/broadcasts', 'POST', draft)
  const at = Date.now()
  await ask(`/api/developer/broadcasts/${id}/send`, 'POST', { confirm: 'Bench', at: null, revision })
  while (posted.length === 0) await wait(20)
  await beside()
  for (;;) {
    const report = await ask<Broadcast>(`/api/developer/broadcasts/${id}`)
    if (report.state === 'done') return { report, at }
    await wait(500)
  }
}

const { report, at } = await broadcast(async () => {})
const all = posted.toSorted((a, b) => a - b)
const took = (all.at(-1) ?? 0) - (all[0] ?? 0)
const rate = ((all.length - 1) / took) * 1000
const { counts } = report
const beside: number[] = []
await broadcast(async () => {
  for (let i = 0; i < BANS; i++) beside.push(await ban())
})
console.log(
  `${(rate / DELIVERIES_A_SECOND).toFixed(3)}x  ${rate.toFixed(1)} deliveries a second over the ${DELIVERIES_A_SECOND} of the budget (${all.length} in ${(took / 1000).toFixed(1)} s)`,
)
console.log(
  `begins ${(all[0] ?? 0) - at} ms after it was sent, and is reported done ${((report.endedAt ?? 0) - at) / 1000} s after`,
)
console.log(`${refused} answers of 429`)
console.log(
  `${(median(beside) / median(alone)).toFixed(2)}x  a ban beside it: ${median(beside).toFixed(1)} over ${median(alone).toFixed(1)} ms (p95 ${percentile(beside, 0.95).toFixed(0)} over ${percentile(alone, 0.95).toFixed(0)}, n ${BANS})`,
)
if (counts?.sent !== SERVERS) console.log(`only ${counts?.sent} of ${SERVERS} sent`, counts)
await rig.close()
