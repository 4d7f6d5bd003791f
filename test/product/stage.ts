import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxEnvironment } from '#scripts/environment.ts'
import { freePort } from '#scripts/ports.ts'
import { killProcess, startProcess, stopProcess, type Process } from '#scripts/processes.ts'
import { startProduct, type Product } from '#scripts/product.ts'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import { startSandbox } from '#sandbox/server.ts'
import { registerCommands } from '#workers/interactions/register.ts'

export interface Relay {
  kill(): Promise<void>
  start(): void
  stop(): Promise<void>
}

/** The whole product as processes, with a local Discord in this one. */
export interface Stage {
  sandbox: Awaited<ReturnType<typeof startSandbox>>
  product: Product
  relay: Relay
  /** as a browser has it: localhost, where Secure cookies are taken */
  url: string
  environment: Record<string, string>
  folder: string
  close(): Promise<void>
}

/** Starts sandbox, Worker (plain workerd) and relay on fresh data, with the slash commands registered. */
export async function startStage({
  relay: withRelay = true,
  origin,
  ...options
}: Partial<SandboxOptions> & {
  relay?: boolean
  /** where the browser goes, when that is not the Worker itself */
  origin?: string
} = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'wardroom-'))
  const port = await freePort()
  const url = origin ?? `http://localhost:${port}`
  const sandbox = await startSandbox({
    port: 0,
    state: null,
    seed: 'small',
    life: false,
    wardroomUrl: `http://127.0.0.1:${port}`,
    ...options,
  })
  const environment = sandboxEnvironment({ sandbox: `http://127.0.0.1:${sandbox.port}`, origin: url })
  const product = await startProduct({
    persist: folder,
    environment,
    port,
    ...(origin ? { registry: join(folder, 'registry') } : {}),
  })
  const registered = await registerCommands(environment)
  if (!registered.ok) throw new Error(registered.message)

  let process_: Process | undefined
  const env = { ...environment, WARDROOM_URL: product.url, RELAY_STATE: join(folder, 'relay') }
  const relay: Relay = {
    start: () =>
      void (process_ = startProcess('relay', ['node', 'gateway/relay.ts'], { env, log: join(folder, 'relay.log') })),
    kill: async () => process_ && killProcess(process_),
    stop: async () => process_ && stopProcess(process_),
  }
  if (withRelay) relay.start()
  return {
    sandbox,
    product,
    relay,
    url,
    environment,
    folder,
    close: async () => {
      await relay.stop()
      await product.stop()
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Nothing = null | undefined | false | 0 | ''

/** Waits until `look` gives something; the product has no other way to say that it is done. */
export async function eventually<T>(
  look: () => T | Nothing | Promise<T | Nothing>,
  what: string,
  patience = 20_000,
): Promise<T> {
  const until = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > until) throw new Error(`${what}: not within ${patience} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
