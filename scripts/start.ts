import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildDashboard } from '#scripts/dashboard.ts'
import { realEnvironment, sandboxEnvironment } from '#scripts/environment.ts'
import { writeLocalConfig } from '#scripts/local-config.ts'
import { isFree } from '#scripts/ports.ts'
import { runProgram, startProcess, stopProcess, waitForAnswer, type Process } from '#scripts/processes.ts'
import { seedSql } from '#scripts/seed.ts'
import { hashFiles, onceFor } from '#scripts/stamps.ts'

const port = Number(process.env.WARDROOM_PORT ?? 8787)
const sandboxPort = Number(process.env.SANDBOX_PORT ?? 8790)
const data = resolve('.data')
const origin = `http://localhost:${port}`
const real = realEnvironment()
const sandbox = `http://127.0.0.1:${sandboxPort}`
const environment: Record<string, string> = {
  ...(real ?? sandboxEnvironment({ sandbox, origin })),
  APP_ORIGIN: real?.APP_ORIGIN ?? origin,
}
const running: Process[] = []

async function stop(code: number): Promise<never> {
  for (const process_ of running.toReversed()) await stopProcess(process_)
  process.exit(code)
}

async function giveUp(sentence: string): Promise<never> {
  console.error(`\n${sentence}`)
  return stop(1)
}

/** Starts one part; when it ends by itself, everything ends, with the place of its log. */
function start(name: string, command: readonly string[], env: Record<string, string>): Process {
  const log = join(data, 'logs', `${name}.log`)
  const process_ = startProcess(name, command, { env, log })
  running.push(process_)
  void process_.ended.then((code) => {
    if (!stopping) void giveUp(`The ${name} ended (${code}). Its log: ${log}`)
  })
  return process_
}

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    console.log('\nStopping …')
    void stop(0)
  })

if (process.argv.includes('--reset')) rmSync(join(data, 'state'), { recursive: true, force: true })
mkdirSync(join(data, 'state'), { recursive: true })
for (const [name, wanted] of [
  ['WARDROOM_PORT', port],
  ...(real ? [] : [['SANDBOX_PORT', sandboxPort] as const]),
] as const)
  if (!(await isFree(wanted))) await giveUp(`Port ${wanted} is taken. Free it, or choose another: ${name}=… npm start`)

const state = join(data, 'state', 'worker')
const log = join(data, 'logs', 'database.log')
async function database(...args: string[]): Promise<void> {
  const command = ['wrangler', 'd1', ...args, '--local', '--persist-to', state]
  const ended = await startProcess('database', command, { env: { CI: 'true' }, log }).ended
  if (ended !== 0) await giveUp(`wrangler d1 ${args.join(' ')} failed. Its log: ${log}`)
}
const migrate = (binding: string): Promise<boolean> =>
  onceFor(join(state, `.migrated-${binding}`), hashFiles(['migrations/**/*.sql']), () =>
    database('migrations', 'apply', binding),
  )
const seed = (): Promise<boolean> =>
  onceFor(join(state, '.seeded'), '1', () => {
    const file = join(data, 'seed.sql')
    writeFileSync(file, seedSql(Date.now()))
    return database('execute', 'DB', '--file', file)
  })

if (!real)
  start('sandbox', ['node', 'sandbox/main.ts'], {
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_STATE: join(data, 'state', 'sandbox'),
    WARDROOM_URL: origin,
  })
await buildDashboard(resolve('web/dist'), environment.DISCORD_CDN ?? 'https://cdn.discordapp.com').catch(
  (error: Error) => giveUp(error.message),
)
await migrate('DB')
await migrate('GUILDS_0')
if (!real) await seed()

const envFile = join(data, 'worker.env')
writeFileSync(
  envFile,
  Object.entries(environment)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('\n'),
  { mode: 0o600 },
)
const worker = start(
  'worker',
  [
    'wrangler',
    'dev',
    '--config',
    writeLocalConfig(data),
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--persist-to',
    state,
    '--env-file',
    envFile,
    '--show-interactive-dev-session=false',
  ],
  { CI: 'true' },
)
const health = `http://127.0.0.1:${port}/health`
if (!(await waitForAnswer(health, worker)))
  await giveUp(`The Worker does not answer. Its log: ${join(data, 'logs', 'worker.log')}`)
if (!real && !(await waitForAnswer(sandbox, running[0] as Process))) await giveUp('The sandbox does not answer.')
const registered = await runProgram(['node', 'scripts/register-commands.ts', '--quiet'], environment)
if (registered !== 0) await giveUp('Discord did not take the slash commands.')
start('relay', ['node', 'gateway/relay.ts'], {
  ...environment,
  WARDROOM_URL: `http://127.0.0.1:${port}`,
  RELAY_STATE: join(data, 'state', 'relay'),
})

// Cron does not fire by itself in local runs.
setInterval(
  () => void fetch(`http://127.0.0.1:${port}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`).catch(() => undefined),
  60_000,
)

console.log(`
  Wardroom   ${environment.APP_ORIGIN}
${
  real
    ? '  Discord    the real one, by the credentials in .dev.vars'
    : `  Console    http://localhost:${sandboxPort}   be anyone in the local Discord: write, join, run /ban, start a raid

  Sign in as Mara (owner), Ines (administrator) or Tomas (moderator) of Harbour Lights.`
}
  Logs       ${join('.data', 'logs')}
  Ctrl-C stops everything; data is kept until npm start -- --reset
`)
