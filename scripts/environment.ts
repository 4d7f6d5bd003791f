import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { application } from '#sandbox/application.ts'
import { people } from '#sandbox/world/cast.ts'

/** What the Worker and the relay need to work with the sandbox. None of it is worth anything outside this machine. */
export function sandboxEnvironment({ sandbox, origin }: { sandbox: string; origin: string }): Record<string, string> {
  const page = sandbox.replace('127.0.0.1', 'localhost')
  return {
    DISCORD_API: `${sandbox}/api`,
    DISCORD_AUTHORIZE: `${page}/oauth2/authorize`,
    DISCORD_CDN: `${page}/cdn`,
    APP_ORIGIN: origin,
    DISCORD_APPLICATION_ID: application.id,
    DISCORD_PUBLIC_KEY: application.publicKey,
    DISCORD_CLIENT_SECRET: application.clientSecret,
    DISCORD_BOT_TOKEN: application.botToken,
    SESSION_SECRET: 'sandbox-session-6f0c2a8d41e97b35c1d2e3f4a5b6c7d8',
    ACTION_KEYS: 'local:sandbox-actions-0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    RELAY_KEYS: 'local:sandbox-relay-9f8e7d6c5b4a39281706f5e4d3c2b1a0',
    DEVELOPER_USER_ID: people.mara,
  }
}

/** The real Discord, when `.dev.vars` holds credentials; null otherwise. */
export function realEnvironment(): Record<string, string> | null {
  if (!existsSync('.dev.vars')) return null
  const found = parseEnv(readFileSync('.dev.vars', 'utf8')) as Record<string, string>
  return found.DISCORD_BOT_TOKEN ? found : null
}
