import { startSandbox } from './server.ts'
import { forgetWorld } from './world/file.ts'

const { SANDBOX_PORT = '8790', SANDBOX_STATE, SANDBOX_LATENCY, WARDROOM_URL = 'http://localhost:8787' } = process.env

if (SANDBOX_STATE && process.argv.includes('--reset')) forgetWorld(SANDBOX_STATE)

const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT),
  state: SANDBOX_STATE ?? null,
  latency: Number(SANDBOX_LATENCY ?? 0),
  wardroomUrl: WARDROOM_URL,
  life: true,
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))

console.log(`ready ${sandbox.url}`)
