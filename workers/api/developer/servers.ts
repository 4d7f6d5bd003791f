import { Hono } from 'hono'
import { FleetQuery } from '#schema/contract/fleet.ts'
import { query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

const fleetOf = (env: Env) => env.FLEET.getByName('fleet')

/** All servers the bot is or was in. */
export const servers = new Hono<GuildEnv>()
  .get('/', developerOnly, query(FleetQuery), async (c) => {
    const [page, relay] = await Promise.all([
      fleetOf(c.env).find(c.req.valid('query')),
      c.env.RELAY.getByName('relay').health(),
    ])
    return c.json({ ...page, gatewayShards: Math.max(1, relay.shards.length) }, 200)
  })
  .get('/totals', developerOnly, async (c) => c.json(await c.env.OPS.getByName('ops').fleetTotals(), 200))
