import { Hono } from 'hono'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { ImportFile, ImportRequest, type ImportPreview, type ImportRecord } from '#schema/contract/import.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { listImports } from '#schema/queries/imports.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { readImport } from '#workers/files/read-import.ts'
import { body } from './parse.ts'
import { workerOf } from './worker-of.ts'

const FIRST_ROWS = 20
const MOST_ERRORS = 50

/** Records from elsewhere: looked at, taken over, and taken back. */
export const imports = new Hono<GuildEnv>()
  .get('/', guildAccess('admin'), async (c) =>
    c.json({ imports: await listImports(guildDb(c.env, c.var.shard), c.var.guildId) }, 200),
  )
  .post('/', guildAccess('admin'), body(ImportRequest), async (c) => {
    const asked = c.req.valid('json')
    const request =
      asked.source === 'file' ? recordsOf(asked.file) : { ok: true as const, source: asked.source, records: null }
    if (!request.ok) return refuse(c, request)
    const { source, records } = request
    const begun = await callGuild(c.env, c.var.guildId, (guild) => guild.importCases({ source, records }, workerOf(c)))
    return begun.ok ? c.json(begun.import, 202) : refuse(c, begun)
  })
  .post('/preview', guildAccess('admin'), body(ImportFile), async (c) => {
    const read = readImport(c.req.valid('json'))
    if ('issue' in read) return refuse(c, fail('unreadable_file', read))
    const { columns, mapping, rows } = read
    const valid = rows.flatMap((row, place) => (row.record ? [{ record: row.record, place }] : []))
    const known = await callGuild(c.env, c.var.guildId, (guild) => guild.knownRecords(valid.map((one) => one.record)))
    const knownAs = new Map(known.map((one) => [valid[one.place]?.place, one.number]))
    const invalid = rows.filter((row) => !row.record)
    const preview: ImportPreview = {
      columns,
      mapping,
      counts: { rows: rows.length, valid: valid.length, invalid: invalid.length, known: known.length },
      rows: rows.slice(0, FIRST_ROWS).map((row, place) => ({ ...row, knownAs: knownAs.get(place) ?? null })),
      errors: invalid.slice(0, MOST_ERRORS).map(({ line, errors }) => ({ line, message: errors.join(', ') })),
    }
    return c.json(preview, 200)
  })
  .get('/bans', guildAccess('admin'), async (c) => {
    const seen = await callGuild(c.env, c.var.guildId, (guild) => guild.previewBans())
    return seen.ok ? c.json(seen, 200) : refuse(c, seen)
  })
  .post('/:id/roll-back', guildAccess('admin'), async (c) => {
    const id = c.req.param('id')
    const begun = await callGuild(c.env, c.var.guildId, (guild) => guild.rollBackImport(id, workerOf(c)))
    return begun.ok ? c.json(begun.import, 202) : refuse(c, begun)
  })

/** The rows of a file that can be taken; those that cannot were shown before, and are left out. */
function recordsOf(file: ImportFile): { ok: true; source: 'csv' | 'json'; records: ImportRecord[] } | Failure {
  const read = readImport(file)
  if ('issue' in read) return fail('unreadable_file', read)
  return { ok: true, source: file.format, records: read.rows.flatMap(({ record }) => record ?? []) }
}
