import { Hono } from 'hono'
import { BulkRequest, CaseSelection } from '#schema/contract/bulk.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { CaseExportQuery, exportCases } from './case-export.ts'
import { body, query } from './parse.ts'
import { workerOf } from './worker-of.ts'

/** Many cases at once: changed alike, or taken along as a file. */
export const caseBulk = new Hono<GuildEnv>()
  .post('/bulk', guildAccess('moderator'), body(BulkRequest), async (c) => {
    const asked = c.req.valid('json')
    const by = workerOf(c)
    const outcome = await callGuild(c.env, c.var.guildId, (guild) => guild.changeCases(asked, by))
    return outcome.ok ? c.json(outcome, 200) : refuse(c, outcome)
  })
  .post('/numbers', guildAccess('moderator'), body(CaseSelection), async (c) => {
    const asked = c.req.valid('json')
    const found = await callGuild(c.env, c.var.guildId, (guild) => guild.caseNumbers(asked))
    return found.ok ? c.json(found, 200) : refuse(c, found)
  })
  .get('/export', guildAccess('moderator'), query(CaseExportQuery), (c) => exportCases(c, c.req.valid('query')))
