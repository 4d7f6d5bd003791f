import { join } from 'node:path'
import { runProgram } from '#scripts/processes.ts'
import { hashFiles, onceFor } from '#scripts/stamps.ts'

const sources = [
  'web/*.{ts,tsx,html}',
  'web/{data,functions,pages,primitives,public,styles,ui}/**/*',
  'schema/contract/*.ts',
  'package-lock.json',
]

/**
 * Builds the dashboard into `folder` unless it holds the same already; the stamp lies in it, so that any other build there
 * counts. `cdn` is where pictures may come from, for the content policy.
 */
export const buildDashboard = (folder: string, cdn: string): Promise<boolean> =>
  onceFor(join(folder, '.vite', 'built'), hashFiles(sources) + cdn, async () => {
    console.log('Building the dashboard …')
    const build = ['vite', 'build', 'web', '--logLevel', 'warn', '--outDir', folder]
    // a test runner sets another NODE_ENV, which would give Solid's development build
    if ((await runProgram(build, { WARDROOM_CDN: cdn, NODE_ENV: 'production' })) !== 0)
      throw new Error('The dashboard could not be built.')
  })
