import { existsSync, readFileSync } from 'node:fs'
import { giveGatewaySecrets } from '#scripts/gateway-secrets.ts'
import { setInteractionsEndpoint } from '#scripts/interactions-endpoint.ts'
import { runProgram } from '#scripts/processes.ts'

// What is in the environment already wins.
if (existsSync('.dev.vars')) process.loadEnvFile('.dev.vars')

/** The order matters: tables before the code that reads them, the Worker before what binds to it, commands when they can be answered. */
const bindings = [...readFileSync('wrangler.toml', 'utf8').matchAll(/\[\[d1_databases\]\]\nbinding = "(\w+)"/g)].map(
  (found) => found[1] ?? '',
)
const steps: [string, readonly string[] | (() => Promise<number>)][] = [
  ['check what is missing', ['node', 'scripts/doctor.ts']],
  ...bindings.flatMap((binding): [string, string[]][] => [
    [`note where ${binding} can be turned back to`, ['wrangler', 'd1', 'time-travel', 'info', binding]],
    [`migrate ${binding}`, ['wrangler', 'd1', 'migrations', 'apply', binding, '--remote']],
  ]),
  ['build the dashboard', ['vite', 'build', 'web', '--logLevel', 'warn']],
  ['deploy the Worker', ['wrangler', 'deploy']],
  ['deploy the dashboard to Pages', ['wrangler', 'pages', 'deploy', '--cwd', 'web']],
  ['give the gateway its secrets', giveGatewaySecrets],
  ['deploy the gateway', ['wrangler', 'deploy', '-c', 'gateway/wrangler.toml']],
  ['register the slash commands', ['node', 'scripts/register-commands.ts']],
  ['tell Discord where to send interactions', setInteractionsEndpoint],
]

const dryRun = process.argv.includes('--dry-run')
for (const [index, [name, step]] of steps.entries()) {
  console.log(`\n${index + 1}/${steps.length} ${name}${typeof step === 'function' ? '' : `: ${step.join(' ')}`}`)
  if (dryRun) continue
  const code = typeof step === 'function' ? await step() : await runProgram(step)
  // Only the endpoint may still be missing before the first deploy, and the last step sets it.
  const tolerated = index === 0 && process.argv.includes('--first')
  if (code !== 0 && !tolerated) {
    console.error(`\nStopped at "${name}" (${code}). Nothing after it was done; run it again when mended.`)
    process.exit(1)
  }
}
