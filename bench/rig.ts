import { createPrivateKey, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { people, servers } from '#sandbox/world/cast.ts'
import { application } from '#sandbox/application.ts'
import { startSandbox } from '#sandbox/server.ts'
import { sandboxEnvironment } from '#scripts/environment.ts'
import { freePort } from '#scripts/ports.ts'
import { startProcess, stopProcess } from '#scripts/processes.ts'
import { buildProduct, startProduct, type Product } from '#scripts/product.ts'
import { buildBenchWorker } from './bench-worker.ts'
import { signIn } from './desk.ts'

/** Product and floor side by side in plain workerd, with a local Discord that answers at once. */
export interface Rig {
  sandbox: Awaited<ReturnType<typeof startSandbox>>
  product: Product
  floor: Product
  origin: string
  environment: Record<string, string>
  /** Mara's, signed in */
  cookie: string
  close(): Promise<void>
}

/** `limits`: Discord's are enforced; `keepRelay`: the gateway goes on to be heard. */
export async function startRig({ limits = false, keepRelay = false } = {}): Promise<Rig> {
  await buildProduct()
  const floorWorker = await buildBenchWorker('floor')
  const folder = mkdtempSync(join(tmpdir(), 'wardroom-bench-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const sandbox = await startSandbox({
    port: 0,
    state: null,
    seed: 'small',
    life: false,
    ...(limits ? {} : { limits: false }),
    wardroomUrl: `http://127.0.0.1:${port}`,
  })
  const environment = sandboxEnvironment({ sandbox: `http://127.0.0.1:${sandbox.port}`, origin })
  const [product, floor] = await Promise.all([
    startProduct({ persist: join(folder, 'product'), environment, port, assets: null }),
    startProduct({ persist: join(folder, 'floor'), environment, ...floorWorker }),
  ])
  // the relay tells which servers there are; then it would only be in the way
  const relay = startProcess('relay', ['node', 'gateway/relay.ts'], {
    env: { ...environment, WARDROOM_URL: product.url, RELAY_STATE: join(folder, 'relay') },
    log: join(folder, 'relay.log'),
  })
  const rig = { sandbox, product, floor, origin, environment }
  const cookie = await signIn(rig, people.mara)
  const guild = `${product.url}/api/guilds/${servers.harbour}`
  while (!(await fetch(guild, { headers: { cookie } })).ok) await new Promise((resolve) => setTimeout(resolve, 100))
  if (!keepRelay) await stopProcess(relay)
  const close = async (): Promise<void> => {
    if (keepRelay) await stopProcess(relay)
    await Promise.all([product.stop(), floor.stop(), sandbox.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...rig, cookie, close }
}

const key = createPrivateKey({ key: Buffer.from(application.privateKey, 'hex'), format: 'der', type: 'pkcs8' })

/** Signs a body as Discord does. */
export function signedHeaders(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  return {
    'content-type': 'application/json',
    'x-signature-timestamp': timestamp,
    'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), key).toString('hex'),
  }
}
