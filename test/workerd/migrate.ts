import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

const { REGISTRY_MIGRATIONS, GUILDS_MIGRATIONS } = env as Env &
  Record<'REGISTRY_MIGRATIONS' | 'GUILDS_MIGRATIONS', D1Migration[]>
await applyD1Migrations(env.DB, REGISTRY_MIGRATIONS)
await applyD1Migrations(env.GUILDS_0, GUILDS_MIGRATIONS)
