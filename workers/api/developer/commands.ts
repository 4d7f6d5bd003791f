import { Hono } from 'hono'
import { CommandReportQuery } from '#schema/contract/ops.ts'
import { query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

/** The use of commands: day by day, and lately. */
export const commands = new Hono<GuildEnv>()
  .get('/', developerOnly, query(CommandReportQuery), async (c) =>
    c.json(await c.env.OPS.getByName('ops').commandReport(c.req.valid('query')), 200),
  )
  .get('/lately', developerOnly, async (c) => c.json(await c.env.OPS.getByName('ops').commandsLately(), 200))
