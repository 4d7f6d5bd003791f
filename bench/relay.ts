import { createServer } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killProcess, startProcess, type Process } from '#scripts/processes.ts'
import { startBurstGateway } from './burst-gateway.ts'
import { report } from './statistics.ts'

/** Events a second and memory of the relay at 1,000 servers, against @discordjs/ws with an empty handler. */
const EVENTS = 30_000
const ROUNDS = 5

const folder = mkdtempSync(join(tmpdir(), 'wardroom-bench-'))
let ended: () => void = () => {}
/** Takes the relay's batches at once; the marked event ends a round. */
const intake = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    if (Buffer.concat(chunks).includes('ban.added')) ended()
    res.setHeader('content-type', 'application/json').end('{"watching":[]}')
  })
})
await new Promise<void>((resolve) => intake.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(intake.address() as AddressInfo).port}`

/** CPU ms used so far, and resident MiB now. */
function usage({ child }: Process): { cpu: number; memory: number } {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return { cpu: (Number(stat[11]) + Number(stat[12])) * 10, memory: Number(resident?.[1] ?? 0) / 1024 }
}

async function measure(script: string): Promise<{ cpu: number[]; memory: number[] }> {
  const gateway = await startBurstGateway()
  const env = {
    DISCORD_API: gateway.api,
    DISCORD_BOT_TOKEN: 'bench.bot.token',
    RELAY_KEYS: `k:${'b'.repeat(40)}`,
    WARDROOM_URL: url,
    RELAY_STATE: join(folder, script),
  }
  const client = startProcess(script, ['node', script], {
    env,
    log: join(folder, `${script}.log`),
    onLine: (line) => line === 'end' && ended(),
  })
  await gateway.connected
  const cpu: number[] = []
  const memory: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const end = new Promise<void>((resolve) => (ended = resolve))
    const before = usage(client).cpu
    gateway.burst(EVENTS)
    await end
    const after = usage(client)
    if (round > 0) cpu.push(((after.cpu - before) * 1000) / EVENTS)
    if (round > 0) memory.push(after.memory)
  }
  await killProcess(client)
  gateway.close()
  return { cpu, memory }
}

const floor = await measure('bench/floor/relay.ts')
const product = await measure('gateway/relay.ts')
report('CPU of an event at the relay', product.cpu, floor.cpu, 'µs')
report('memory of the relay at 1,000 servers', product.memory, floor.memory, 'MiB')
intake.closeAllConnections()
intake.close()
rmSync(folder, { recursive: true, force: true })
