import { startSandbox } from '#sandbox/server.ts'

await startSandbox({ port: Number(process.env.TEST_SANDBOX_PORT), state: null, seed: 'small', life: false })
process.send?.('ready')
