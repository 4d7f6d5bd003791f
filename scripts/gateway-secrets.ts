import { spawn } from 'node:child_process'

/** The relay's host has three secrets: two are the main Worker's, and where that Worker answers. Gives an exit code. */
export async function giveGatewaySecrets(): Promise<number> {
  const { DISCORD_BOT_TOKEN, RELAY_KEYS, APP_ORIGIN, WARDROOM_URL = APP_ORIGIN } = process.env
  if (!DISCORD_BOT_TOKEN || !RELAY_KEYS || !WARDROOM_URL) {
    console.error('DISCORD_BOT_TOKEN, RELAY_KEYS and APP_ORIGIN (or WARDROOM_URL) must be in the environment.')
    return 1
  }
  const child = spawn('wrangler', ['secret', 'bulk', '-c', 'gateway/wrangler.toml'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ DISCORD_BOT_TOKEN, RELAY_KEYS, WARDROOM_URL }))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
