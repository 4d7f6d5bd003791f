import { developerOnly } from '#workers/auth/developer-only.ts'
import { guardLevel } from '#workers/auth/guild-access.ts'

interface Route {
  method: string
  path: string
  handler: object
}

/** The only paths that anyone who is signed in may ask; `/api/*` is what stands before all. */
const OPEN = new Set(['/api/*', '/api/guilds/*', '/api/session', '/api/guilds'])

/**
 * Hands the app back when every route that is not open to all begins with `guildAccess` or, under /api/developer,
 * with `developerOnly`; throws at start-up when one does not, so that an unguarded route cannot be deployed.
 */
export function guarded<App extends { routes: Route[] }>(app: App): App {
  const seen = new Set<string>()
  for (const { method, path, handler } of app.routes) {
    const name = `${method} ${path}`
    if (OPEN.has(path) || seen.has(name)) continue
    seen.add(name)
    const isGuarded = path.startsWith('/api/developer/') ? handler === developerOnly : guardLevel(handler) !== undefined
    if (!isGuarded) throw new Error(`${name} is not behind a guard`)
  }
  return app
}
