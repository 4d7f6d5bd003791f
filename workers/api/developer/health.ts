import { Hono } from 'hono'
import { HealthQuery } from '#schema/contract/health.ts'
import { query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** How everything is, with its thresholds and its last hour, day or month. */
export const health = new Hono<GuildEnv>().get('/', developerOnly, query(HealthQuery), async (c) =>
  c.json(await c.env.OPS.getByName('ops').health(c.req.valid('query').span), 200),
)
