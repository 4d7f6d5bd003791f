import { findChromium } from '#scripts/chromium.ts'
import { runProgram } from '#scripts/processes.ts'

const CHROMIUM = await findChromium()
process.exitCode = await runProgram(['vitest', 'run', ...process.argv.slice(2)], {
  CHROMIUM,
  WRANGLER_SEND_METRICS: 'false',
})
