import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'

/** A built Worker in plain workerd, without the proxy of `wrangler dev`: what tests kill and benchmarks measure. */
const { CONFIG, PORT, PERSIST, BUNDLE, ASSETS, BINDINGS, CLOUDFLARE_DEV_REGISTRY_PATH: registry } = process.env
if (!CONFIG || !PORT || !PERSIST || !BUNDLE || !BINDINGS) throw new Error('CONFIG, PORT, PERSIST, BUNDLE and BINDINGS')

const config = unstable_readConfig({ config: CONFIG })
const { workerOptions } = unstable_getMiniflareWorkerOptions(CONFIG)
const name = config.name ?? 'worker'
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: Number(PORT),
    resourcePersistencePath: PERSIST,
    unsafeTriggerHandlers: true,
    ...(registry ? { unsafeDevRegistryPath: registry } : {}),
    workers: [
      {
        ...workerOptions,
        name,
        modules: [{ type: 'ESModule', path: resolve(BUNDLE) }],
        modulesRoot: dirname(resolve(BUNDLE)),
        r2Buckets: { EVIDENCE: 'evidence' },
        // without a folder there is no assets layer either, which is a hop of its own
        assets: ASSETS && workerOptions.assets ? { ...workerOptions.assets, directory: ASSETS } : undefined,
        bindings: Object.assign({}, workerOptions.bindings, JSON.parse(BINDINGS)),
      },
    ],
  }),
)
await miniflare.ready
for (const { binding, migrations_dir: folder } of config.d1_databases) {
  const db = await miniflare.getD1Database(binding, name)
  await db.exec('CREATE TABLE IF NOT EXISTS applied (name TEXT PRIMARY KEY)')
  for (const file of globSync(join(dirname(CONFIG), folder ?? 'migrations', '*.sql')).sort()) {
    const done = await db.prepare('INSERT OR IGNORE INTO applied VALUES (?) RETURNING name').bind(file).first()
    if (!done) continue
    const statements = readFileSync(file, 'utf8').split('--> statement-breakpoint')
    await db.batch(statements.map((sql) => db.prepare(sql)))
  }
}
console.log('ready')
