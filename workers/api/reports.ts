import { Hono } from 'hono'
import { fail } from '#schema/contract/failure.ts'
import { matchesReport } from '#schema/contract/report-filter.ts'
import { ReportChange, ReportQuery, type ReportPage } from '#schema/contract/report.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { getReport, listReports, REPORTS_A_PAGE, REPORTS_READ } from '#schema/queries/reports.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body, query } from './parse.ts'

const numberOf = (text: string): number | null => (/^[1-9]\d{0,9}$/.test(text) ? Number(text) : null)

/** The queue of reports. What is filtered beyond an index is sifted from a bounded stretch, so a page can be short and go on. */
export const reports = new Hono<GuildEnv>()
  .get('/', guildAccess('moderator'), query(ReportQuery), async (c) => {
    const { before, ...filter } = c.req.valid('query')
    const isPlain = !filter.q && !filter.assignee && !(filter.state && filter.target)
    const limit = isPlain ? REPORTS_A_PAGE + 1 : REPORTS_READ
    const asked = { state: filter.state, targetId: filter.target, before, limit }
    const read = await listReports(guildDb(c.env, c.var.shard), c.var.guildId, asked)
    const found = read.filter((report) => matchesReport(report, filter))
    const page = found.slice(0, REPORTS_A_PAGE)
    const goesOn = found.length > page.length ? page.at(-1) : read.length === limit ? read.at(-1) : undefined
    const answer: ReportPage = { reports: page, next: goesOn?.number ?? null }
    return c.json(answer, 200)
  })
  /** how many wait, and whether reporters are told what became of it unless someone says otherwise */
  .get('/desk', guildAccess('moderator'), async (c) => {
    const [open, settings] = await Promise.all([
      callGuild(c.env, c.var.guildId, (guild) => guild.openReports()),
      callGuild(c.env, c.var.guildId, (guild) => guild.settings()),
    ])
    return c.json({ open, answerReporter: settings.reports.answerReporter }, 200)
  })
  .get('/:number', guildAccess('moderator'), async (c) => {
    const number = numberOf(c.req.param('number'))
    const found = number === null ? undefined : await getReport(guildDb(c.env, c.var.shard), c.var.guildId, number)
    return found ? c.json(found, 200) : refuse(c, fail('no_such_report', { number: number ?? '?' }))
  })
  /** whether the reported message is still in Discord; null: a person was reported */
  .get('/:number/fate', guildAccess('moderator'), async (c) => {
    const number = numberOf(c.req.param('number'))
    const found = number === null ? undefined : await getReport(guildDb(c.env, c.var.shard), c.var.guildId, number)
    if (!found) return refuse(c, fail('no_such_report', { number: number ?? '?' }))
    const { message } = found
    if (!message) return c.json({ fate: null }, 200)
    const [fate] = await callGuild(c.env, c.var.guildId, (guild) => guild.fatesOf([message]))
    return c.json({ fate: fate ?? null }, 200)
  })
  .patch('/:number', guildAccess('moderator'), body(ReportChange), async (c) => {
    const number = numberOf(c.req.param('number'))
    if (number === null) return refuse(c, fail('no_such_report', { number: '?' }))
    const change = c.req.valid('json')
    const by = { ...c.var.session.user, name: c.var.access.name }
    const { requestId } = c.var
    const done = await callGuild(c.env, c.var.guildId, (guild) => guild.changeReport({ number, change, by, requestId }))
    return done.ok ? c.json(done.report, 200) : refuse(c, done)
  })
