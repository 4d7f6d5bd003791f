import { existsSync, readFileSync } from 'node:fs'
import { diagnoseDiscord, diagnoseVariables, type Finding } from '#scripts/diagnosis.ts'

// What is in the environment already wins.
if (existsSync('.dev.vars')) process.loadEnvFile('.dev.vars')
const environment: Record<string, string | undefined> = process.env
const wrangler = readFileSync('wrangler.toml', 'utf8')

const findings: Finding[] = [...diagnoseVariables(environment), ...(await diagnoseDiscord(environment))]
for (const [, name = '', id = ''] of wrangler.matchAll(/database_name = "([^"]+)"\ndatabase_id = "([^"]+)"/g))
  findings.push(
    /^0{8}-/.test(id)
      ? { ok: false, what: `D1 ${name}`, fix: `npx wrangler d1 create ${name}, and put its id into wrangler.toml` }
      : { ok: true, what: `D1 ${name}` },
  )

for (const { ok, what, fix } of findings) console.log(ok ? `ok       ${what}` : `MISSING  ${what}\n         → ${fix}`)
const missing = findings.filter((finding) => !finding.ok).length
console.log(missing === 0 ? '\nNothing is missing.' : `\n${missing} missing.`)
process.exitCode = missing === 0 ? 0 : 1
