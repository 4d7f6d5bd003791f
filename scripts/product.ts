import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { buildDashboard } from '#scripts/dashboard.ts'
import { killProcess, runProgram, startProcess, stopProcess, type Process } from '#scripts/processes.ts'
import { freePort } from '#scripts/ports.ts'
import { hashFiles, onceFor } from '#scripts/stamps.ts'

const built = resolve('.data/product/worker/index.js')
/** The dashboard of `buildProduct`, apart from `web/dist`, which may be in use. */
export const builtDashboard = resolve('.data/product/web')

/** Builds the dashboard and the Worker once for the same sources; pictures may come from any port of this machine. */
export async function buildProduct(cdn = 'http://localhost:*'): Promise<void> {
  await buildDashboard(builtDashboard, cdn)
  const worker = hashFiles([
    'workers/**/*.ts',
    'durable-objects/**/*.ts',
    'schema/**/*.ts',
    'wrangler.toml',
    'package-lock.json',
  ])
  // wrangler wants the folder of the assets to be there, whatever is in it
  mkdirSync('web/dist', { recursive: true })
  await onceFor('.data/product/worker-built', worker, async () => {
    const code = await runProgram(['wrangler', 'deploy', '--dry-run', '--outdir', dirname(built)])
    if (code !== 0) throw new Error('The Worker could not be built.')
  })
}

export interface Product {
  url: string
  /** the process group's leader; workerd is its child */
  pid(): number
  /** ends workerd at once, as a power cut would */
  kill(): Promise<void>
  /** starts again on the same data and address */
  restart(): Promise<void>
  stop(): Promise<void>
}

interface Run {
  persist: string
  environment: Record<string, string>
  port?: number
  config?: string
  bundle?: string
  /** the dashboard's files; null serves none */
  assets?: string | null
  /** folder where Workers of other local processes (`pages dev`) find this one by name */
  registry?: string
}

/** Runs a built Worker (the product unless named otherwise) in plain workerd on `persist`, with these variables. */
export async function startProduct({
  persist,
  environment,
  port,
  config = 'wrangler.toml',
  bundle = built,
  assets = builtDashboard,
  registry,
}: Run): Promise<Product> {
  const at = port ?? (await freePort())
  const log = join(persist, 'product.log')
  const env = {
    CONFIG: config,
    PORT: String(at),
    PERSIST: persist,
    BUNDLE: bundle,
    ASSETS: assets ?? '',
    BINDINGS: JSON.stringify(environment),
    ...(registry ? { CLOUDFLARE_DEV_REGISTRY_PATH: registry } : {}),
  }
  let host: Process
  const start = (): Promise<void> =>
    new Promise((started, failed) => {
      const onLine = (line: string): void => {
        if (line === 'ready') started()
      }
      host = startProcess('product', ['node', 'scripts/product-host.ts'], { env, log, onLine })
      void host.ended.then((code) => failed(new Error(`the product ended (${code}): ${log}`)))
    })
  await start()
  return {
    url: `http://127.0.0.1:${at}`,
    pid: () => host.child.pid ?? 0,
    kill: () => killProcess(host),
    restart: start,
    stop: () => stopProcess(host),
  }
}
