import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Paths the README's map names that are gone, and folders that the map forgot. */
export function checkReadme(): string[] {
  const readme = readFileSync('README.md', 'utf8')
  const map = /```text\n([\s\S]*?)```/.exec(readme)?.[1]
  if (!map) return ['README.md has no file map (a ```text block)']
  const named: string[] = []
  const parents: string[] = []
  for (const line of map.split('\n')) {
    const found = /^( *)([\w.[\]-]+\/?(?:\{[^}]*\})?)\s/.exec(`${line} `)
    if (!found) continue
    const depth = (found[1] ?? '').length / 2
    parents.length = depth
    parents[depth] = found[2] ?? ''
    named.push(parents.join('').replace(/\/$/, ''))
  }
  const gone = named.filter((path) => !existsSync(path)).map((path) => `README.md names ${path}, which does not exist`)
  const tracked = spawnSync('git', ['ls-tree', '-d', '--name-only', 'HEAD'], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
  const forgotten = tracked.filter((folder) => folder && !folder.startsWith('.') && !named.includes(folder))
  return [...gone, ...forgotten.map((folder) => `README.md's map does not name ${folder}/`)]
}
