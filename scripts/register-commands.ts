import { registerCommands } from '#workers/interactions/register.ts'

const quiet = process.argv.includes('--quiet')
const outcome = await registerCommands(process.env)
if (!quiet || !outcome.ok) console.log(outcome.message)
process.exitCode = outcome.ok ? 0 : 1
