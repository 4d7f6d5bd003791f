import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  css?: string[]
}

/** Gates in bytes, gzip level 9; the goals behind them stand in the README. */
const gates = { signIn: 30_000, firstRoute: 70_000, chunk: 45_000, css: 30_000 }
const dist = 'web/dist'

const sizeOf = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length

/** All files a chunk needs before it runs. */
function closure(manifest: Record<string, Chunk>, key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const next of chunk.imports ?? []) closure(manifest, next, seen)
  return seen
}

const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + sizeOf(file), 0)

/** Routes and chunks above their gate. Prints every figure. */
export function checkBudgets(): string[] {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const keys = Object.keys(manifest)
  const entry = keys.find((key) => manifest[key]?.isEntry) ?? ''
  const route = (...pages: string[]): Set<string> => {
    const files = closure(manifest, entry)
    for (const key of keys) if (pages.some((page) => key.endsWith(page))) closure(manifest, key, files)
    return files
  }
  const shell = route('pages/shell/signed-in.tsx', 'pages/shell/shell.tsx')
  const firstRoute = new Set([...shell, ...route('pages/overview/overview.tsx')])
  const figures: [string, number, number][] = [
    ['sign-in', sum(route('pages/login/login.tsx')), gates.signIn],
    ['first dashboard route', sum(firstRoute), gates.firstRoute],
    ['all CSS', sum(globSync('assets/*.css', { cwd: dist })), gates.css],
  ]
  for (const { file } of Object.values(manifest))
    if (file.endsWith('.js') && !shell.has(file)) figures.push([file, sizeOf(file), gates.chunk])
  for (const [name, size, gate] of figures) console.log(`  ${name}: ${(size / 1000).toFixed(1)} of ${gate / 1000} KB`)
  return figures
    .filter(([, size, gate]) => size > gate)
    .map(([name, size, gate]) => `${name} is ${size} bytes, above ${gate}`)
}
