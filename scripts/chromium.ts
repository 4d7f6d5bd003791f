import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function findOnPath(): string | undefined {
  for (const name of names) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
    if (found) return found
  }
  return undefined
}

function installByApt(): boolean {
  if (spawnSync('sh', ['-c', 'command -v apt-get']).status !== 0) return false
  const sudo = process.getuid?.() === 0 ? '' : 'sudo -n '
  const packages = 'chromium fonts-liberation fonts-noto-color-emoji'
  const command = `${sudo}apt-get update && ${sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${packages}`
  console.log('Installing Chromium from the system packages …')
  return spawnSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

/** A registry package that ships the binary, for machines where no system package can be installed. */
async function installFromRegistry(): Promise<string | undefined> {
  const folder = resolve('.data/chromium')
  console.log('Installing Chromium from the npm registry …')
  const npm = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '@sparticuz/chromium@153.0.0'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (npm.status !== 0) return undefined
  const entry = createRequire(join(folder, 'index.js')).resolve('@sparticuz/chromium')
  const shipped = (await import(entry)) as { default: { executablePath(): Promise<string> } }
  return shipped.default.executablePath()
}

/** The path of a Chromium: `CHROMIUM`, one on the path, or one installed now. */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM
  if (given && existsSync(given)) return given
  const found = findOnPath() ?? (installByApt() ? findOnPath() : undefined) ?? (await installFromRegistry())
  if (!found) throw new Error('No Chromium: install one and set CHROMIUM to its path.')
  return found
}
