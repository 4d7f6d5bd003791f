import { Hono } from 'hono'
import { LogQuery, LogRetention } from '#schema/contract/ops.ts'
import { logEvent } from '#workers/actions/tell-ops.ts'
import { body, query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

const opsOf = (env: Env) => env.OPS.getByName('ops')

/** The operational log of all servers, newest first, and how long it is kept. */
export const log = new Hono<GuildEnv>()
  .get('/', developerOnly, query(LogQuery), async (c) => c.json(await opsOf(c.env).findLog(c.req.valid('query')), 200))
  .get('/retention', developerOnly, async (c) => c.json(await opsOf(c.env).logRetention(), 200))
  .put('/retention', developerOnly, body(LogRetention), async (c) => {
    const { days } = c.req.valid('json')
    const { user } = c.var.session
    const before = await opsOf(c.env).keepLog({ days })
    if (before.days !== days)
      logEvent(c.env, {
        severity: 'warning',
        type: 'retention_changed',
        guildId: null,
        message: `${user.name} changed how long this log is kept, from ${before.days} to ${days} days`,
        detail: { before: before.days, days, userId: user.id },
      })
    return c.json({ days }, 200)
  })
