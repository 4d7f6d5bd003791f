import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Scheme, host and port of an address; the port may be `*`, which URL does not know. */
const originOf = (address: string): string => /^https?:\/\/[^/]+/.exec(address)?.[0] ?? "'none'"

/** Writes dist/_headers: the inline script's hash goes into the policy, hashed files are kept for good. */
export function headers({ cdn }: { cdn: string }): Plugin {
  let outDir = ''
  return {
    name: 'wardroom-headers',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    async writeBundle() {
      const html = await readFile(join(outDir, 'index.html'), 'utf8')
      const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => sha256(match[1] ?? ''))
      const policy = [
        "default-src 'none'",
        `script-src 'self' ${scripts.join(' ')}`,
        "style-src 'self'",
        `img-src 'self' data: ${originOf(cdn)}`,
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; ')
      await writeFile(
        join(outDir, '_headers'),
        `/*
  Content-Security-Policy: ${policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=()
  Cross-Origin-Opener-Policy: same-origin
  Strict-Transport-Security: max-age=31536000

/assets/*
  Cache-Control: public, max-age=31536000, immutable
`,
      )
    },
  }
}
