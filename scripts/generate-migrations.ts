import { readFileSync, writeFileSync, globSync } from 'node:fs'
import { runProgram } from '#scripts/processes.ts'

/** drizzle-kit does not write WITHOUT ROWID, which halves the rows billed for tables with a text key. */
for (const DATABASE of ['registry', 'guilds']) {
  const before = new Set(globSync(`migrations/${DATABASE}/*.sql`))
  process.exitCode ||= await runProgram(['drizzle-kit', 'generate', ...process.argv.slice(2)], { DATABASE })
  for (const file of globSync(`migrations/${DATABASE}/*.sql`))
    if (!before.has(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\);/gm, ') WITHOUT ROWID;'))
}
