import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): { dependencies: Record<string, string>; imports: Record<string, string> } =>
  JSON.parse(readFileSync(path, 'utf8'))

test('the container image runs the same versions as everything else', () => {
  const root = read('package.json')
  for (const [name, version] of Object.entries(read('gateway/image.json').dependencies))
    expect(`${name} ${version}`).toBe(`${name} ${root.dependencies[name]}`)
})

test('the container image resolves names the same way', () => {
  const root = read('package.json')
  for (const [name, path] of Object.entries(read('gateway/image.json').imports)) expect(path).toBe(root.imports[name])
})
