import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkBudgets } from '#scripts/checks/budgets.ts'
import { checkLockfile } from '#scripts/checks/lockfile.ts'
import { checkMigrations } from '#scripts/checks/migrations.ts'
import { checkReadme } from '#scripts/checks/readme.ts'
import { runProgram } from '#scripts/processes.ts'

const run =
  (...command: string[]) =>
  async (): Promise<string[]> => {
    const code = await runProgram(command)
    return code === 0 ? [] : [`${command.join(' ')} ended with ${code}`]
  }

const steps: [string, () => string[] | Promise<string[]>][] = [
  ['format', run('oxfmt', '--check', '.')],
  ['lint and import boundaries', run('oxlint', '--deny-warnings')],
  ['generated types', run('wrangler', 'types', '--strict-vars=false', '--check')],
  ['types: Worker and objects', run('tsc', '-p', 'tsconfig.json')],
  ['types: Node', run('tsc', '-p', 'tsconfig.node.json')],
  ['types: gateway host', run('tsc', '-p', 'gateway/host/tsconfig.json')],
  ['types: dashboard', run('tsc', '-p', 'web/tsconfig.json')],
  ['migrations', checkMigrations],
  ['lockfile', checkLockfile],
  ['README map', checkReadme],
  ['dashboard build', run('vite', 'build', 'web', '--logLevel', 'warn')],
  ['bundle budgets', checkBudgets],
  ['deploy --dry-run: Worker', run('wrangler', 'deploy', '--dry-run', '--outdir', '.data/dry-run/worker')],
  [
    'deploy --dry-run: Pages',
    run('wrangler', 'pages', 'functions', 'build', 'web/functions', '--outdir', '.data/dry-run/pages'),
  ],
  [
    'deploy --dry-run: gateway',
    run(
      'wrangler',
      'deploy',
      '--dry-run',
      '-c',
      'gateway/wrangler.toml',
      '--containers-rollout=none',
      '--outdir',
      resolve('.data/dry-run/gateway'),
    ),
  ],
]

mkdirSync('.data', { recursive: true })
const problems: string[] = []
for (const [name, step] of steps) {
  const begun = performance.now()
  const found = await step()
  console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  problems.push(...found.map((problem) => `${name}: ${problem}`))
}
for (const problem of problems) console.error(`- ${problem}`)
process.exitCode = problems.length === 0 ? 0 : 1
