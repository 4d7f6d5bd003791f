import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { sandboxEnvironment } from '#scripts/environment.ts'

const { REGISTRY_MIGRATIONS, GUILDS_MIGRATIONS } = env as Env &
  Record<'REGISTRY_MIGRATIONS' | 'GUILDS_MIGRATIONS', D1Migration[]>
await applyD1Migrations(env.DB, REGISTRY_MIGRATIONS)
await applyD1Migrations(env.GUILDS_0, GUILDS_MIGRATIONS)

// each file has a Discord of its own, so that what one bans is not banned for another
const port = await (await fetch(env.DISCORD_API)).text()
Object.assign(env, sandboxEnvironment({ sandbox: `http://127.0.0.1:${port}`, origin: env.APP_ORIGIN }))
