import { Hono } from 'hono'
import type { Case } from '#schema/contract/case.ts'
import { EditedComment, NewComment, ThreadQuery, type ThreadPage } from '#schema/contract/comment.ts'
import { EvidenceQuery, type EvidencePage } from '#schema/contract/evidence.ts'
import { isDeletedBy } from '#schema/contract/fate.ts'
import { fail } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { listThread } from '#schema/queries/case-comments.ts'
import { getEvidence, listEvidence } from '#schema/queries/case-evidence.ts'
import { getCase, listCasesByNumber } from '#schema/queries/cases.ts'
import { evidenceBucket, fileKey } from '#schema/queries/evidence-bucket.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { noSuchCase, numberOf } from './case-number.ts'
import { asDownload } from './download.ts'
import { body, query } from './parse.ts'
import { workerOf } from './worker-of.ts'

/** What there is to a case besides itself: its thread, its evidence, and the cases it belongs with. */
export interface CaseWorkPage {
  thread: ThreadPage
  evidence: EvidencePage
  related: Case[]
}

const MOST_DIGITS = 15

export const caseWork = new Hono<GuildEnv>()
  .get('/:number/work', guildAccess('viewer'), async (c) => {
    const number = numberOf(c.req.param('number'))
    const db = guildDb(c.env, c.var.shard)
    const { guildId } = c.var
    const found = number === null ? undefined : await getCase(db, guildId, number)
    if (!found || number === null) return refuse(c, noSuchCase(c.req.param('number')))
    const [thread, evidence, later] = await Promise.all([
      listThread(db, guildId, { number }),
      listEvidence(db, guildId, { number }),
      callGuild(c.env, guildId, (guild) => guild.casesAbout(number)),
    ])
    const numbers = new Set([...found.links, ...(found.about === null ? [] : [found.about]), ...later])
    const related = numbers.size > 0 ? await listCasesByNumber(db, guildId, [...numbers].slice(0, 100)) : []
    const page: CaseWorkPage = { thread, evidence, related }
    return c.json(page, 200)
  })
  .get('/:number/thread', guildAccess('viewer'), query(ThreadQuery), async (c) => {
    const number = numberOf(c.req.param('number'))
    if (number === null) return refuse(c, noSuchCase(c.req.param('number')))
    const { before } = c.req.valid('query')
    return c.json(await listThread(guildDb(c.env, c.var.shard), c.var.guildId, { number, before }), 200)
  })
  .get('/:number/evidence', guildAccess('viewer'), query(EvidenceQuery), async (c) => {
    const number = numberOf(c.req.param('number'))
    if (number === null) return refuse(c, noSuchCase(c.req.param('number')))
    const { after } = c.req.valid('query')
    return c.json(await listEvidence(guildDb(c.env, c.var.shard), c.var.guildId, { number, after }), 200)
  })
  /** whether what was kept is still in Discord; of a long list the first page, and not what the action itself deleted */
  .get('/:number/evidence/fates', guildAccess('viewer'), async (c) => {
    const number = numberOf(c.req.param('number'))
    const db = guildDb(c.env, c.var.shard)
    const { guildId } = c.var
    const found = number === null ? undefined : await getCase(db, guildId, number)
    if (!found || number === null) return refuse(c, noSuchCase(c.req.param('number')))
    const { evidence } = await listEvidence(db, guildId, { number })
    const refs = evidence.flatMap(({ messageId, snapshot }) =>
      snapshot.state === 'kept' && !isDeletedBy(found, snapshot.writtenAt)
        ? [{ channelId: snapshot.channelId, messageId }]
        : [],
    )
    return c.json({ fates: await callGuild(c.env, guildId, (guild) => guild.fatesOf(refs)) }, 200)
  })
  .get('/:number/evidence/:message/:file', guildAccess('viewer'), async (c) => {
    const number = numberOf(c.req.param('number'))
    const message = Snowflake.safeParse(c.req.param('message'))
    if (number === null || !message.success) return refuse(c, fail('not_found'))
    const { guildId, shard } = c.var
    const kept = await getEvidence(guildDb(c.env, shard), guildId, { number, messageId: message.data })
    const files = kept?.snapshot.state === 'kept' ? kept.snapshot.files : []
    const file = files.find(({ id }) => id === c.req.param('file'))
    const stored = file && 'hash' in file.copy ? await evidenceBucket(c.env)?.get(fileKey(guildId, file.copy)) : null
    return file && stored ? asDownload(stored.body, file) : refuse(c, fail('not_found'))
  })
  .post('/:number/comments', guildAccess('moderator'), body(NewComment), async (c) => {
    const number = numberOf(c.req.param('number'))
    if (number === null) return refuse(c, noSuchCase(c.req.param('number')))
    const asked = { number, ...c.req.valid('json') }
    const by = workerOf(c)
    const wrote = await callGuild(c.env, c.var.guildId, (guild) => guild.commentCase(asked, by))
    return wrote.ok ? c.json(wrote.entry, 200) : refuse(c, wrote)
  })
  .patch('/:number/comments/:id', guildAccess('moderator'), body(EditedComment), async (c) => {
    const [number, id] = [numberOf(c.req.param('number')), numberOf(c.req.param('id'), MOST_DIGITS)]
    if (number === null || id === null) return refuse(c, fail('no_such_comment'))
    const asked = { number, id, ...c.req.valid('json') }
    const by = workerOf(c)
    const wrote = await callGuild(c.env, c.var.guildId, (guild) => guild.editComment(asked, by))
    return wrote.ok ? c.json(wrote.entry, 200) : refuse(c, wrote)
  })
  .delete('/:number/comments/:id', guildAccess('moderator'), async (c) => {
    const [number, id] = [numberOf(c.req.param('number')), numberOf(c.req.param('id'), MOST_DIGITS)]
    if (number === null || id === null) return refuse(c, fail('no_such_comment'))
    const by = workerOf(c)
    const wrote = await callGuild(c.env, c.var.guildId, (guild) => guild.deleteComment({ number, id }, by))
    return wrote.ok ? c.json(wrote.entry, 200) : refuse(c, wrote)
  })
