import { Hono } from 'hono'
import { LogQuery } from '#schema/contract/ops.ts'
import { query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** The operational log of all servers, newest first. */
export const log = new Hono<GuildEnv>().get('/', developerOnly, query(LogQuery), async (c) =>
  c.json(await c.env.OPS.getByName('ops').findLog(c.req.valid('query')), 200),
)
