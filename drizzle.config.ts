import { defineConfig } from 'drizzle-kit'

const registry = ['guilds', 'seats', 'sessions', 'developers', 'broadcasts']
const guildShard = [
  'cases',
  'members',
  'case-comments',
  'case-evidence',
  'saved-views',
  'audit-rows',
  'reports',
  'member-events',
  'imports',
]
const database = process.env.DATABASE === 'guilds' ? 'guilds' : 'registry'

export default defineConfig({
  dialect: 'sqlite',
  schema: (database === 'guilds' ? guildShard : registry).map((entity) => `./schema/tables/${entity}.ts`),
  out: process.env.MIGRATIONS_OUT ?? `./migrations/${database}`,
})
