import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One hash over the contents of all files that match. */
export function hashFiles(patterns: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of globSync([...patterns]).sort())
    if (statSync(path).isFile()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

/** Runs `make` unless it succeeded before for the same `key`; the stamp file remembers. */
export async function onceFor(stamp: string, key: string, make: () => Promise<void>): Promise<boolean> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return false
  rmSync(stamp, { force: true })
  await make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, key)
  return true
}
