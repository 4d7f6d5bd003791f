import { Hono } from 'hono'
import { CaseFilter, CountRequest, type CaseFacets } from '#schema/contract/case-query.ts'
import { listCasesByNumber } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body, query } from './parse.ts'

/** How many cases there are of what; nothing here reads further than its cap. */
export const caseCounts = new Hono<GuildEnv>()
  .get('/facets', guildAccess('viewer'), query(CaseFilter), async (c) => {
    const { guildId, shard } = c.var
    const asked = c.req.valid('query')
    const { seenIn, ...counted } = await callGuild(c.env, guildId, (guild) => guild.caseFacets(asked))
    const { moderator } = counted.facets
    const wanted = moderator.values.flatMap(({ value }) => seenIn[value] ?? [])
    const cases = await listCasesByNumber(guildDb(c.env, shard), guildId, wanted)
    const names = new Map(cases.map((one) => [one.moderator?.id, one.moderator?.name]))
    const values = moderator.values.map((one) => ({ ...one, name: names.get(one.value) ?? one.value }))
    const facets: CaseFacets = { ...counted, facets: { ...counted.facets, moderator: { ...moderator, values } } }
    return c.json(facets, 200)
  })
  .post('/count', guildAccess('viewer'), body(CountRequest), async (c) => {
    const { filters, most } = c.req.valid('json')
    const counts = await callGuild(c.env, c.var.guildId, (guild) => guild.countCases(filters, most))
    return c.json({ counts }, 200)
  })
