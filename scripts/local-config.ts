import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What local runs have besides wrangler.toml: storage for copies of evidence, which a deployment binds if it wants. */
const more = `
[[r2_buckets]]
binding = "EVIDENCE"
bucket_name = "wardroom-evidence"
`

/** Writes wrangler.toml with that into a folder one below; gives the file's path. */
export function writeLocalConfig(folder: string): string {
  const path = join(folder, 'wrangler.toml')
  const config = readFileSync('wrangler.toml', 'utf8')
  writeFileSync(path, config.replace(/^(main|directory|migrations_dir) = "/gm, '$1 = "../') + more)
  return path
}
