import * as z from 'zod/mini'
import type { ImportRecord, ImportState } from '#schema/contract/import.ts'
import { insertCases } from '#schema/queries/cases.ts'
import { saveImport } from '#schema/queries/imports.ts'
import { DiscordBan, toPerson } from '#durable-objects/discord/shapes.ts'
import { A_CHUNK } from './change-many.ts'
import type { Desk } from './desk.ts'
import { importedCase } from './imported-case.ts'
import type { ImportJob, Step } from './job.ts'
import { knownBans, knownRecords } from './known-records.ts'

/** As many bans as Discord gives at once. */
export const BANS_A_PAGE = 1_000
const WAIT = 5_000

/** What comes next: records and where the rest begins, a wait (ms), or `refused` for good. */
type Taken = { records: ImportRecord[]; cursor: string; isLast: boolean } | { waitMs: number } | 'refused'

/** Takes the next records over; each becomes a case unless there is one already. */
export async function importRecords(desk: Desk, job: ImportJob, keep: () => void): Promise<Step> {
  const { counts } = job.import
  if (!job.pending) {
    const taken = job.import.source === 'discord_bans' ? await takeBans(desk, job) : takeChunk(desk, job)
    if (taken === 'refused') return end(desk, job, 'failed')
    if ('waitMs' in taken) return taken
    const isBans = job.import.source === 'discord_bans'
    const known = isBans ? knownBans(desk, taken.records) : await knownRecords(desk, taken.records)
    await desk.seedNumbers()
    // from here to keep() nothing waits: numbers, and what they are given to, are stored in one breath
    const common = { guildId: desk.guildId, importId: job.import.id, now: Date.now() }
    job.pending = taken.records
      .filter((_, place) => !known.has(place))
      .map((record) => importedCase(record, { ...common, number: desk.nextNumber() }))
    counts.known += known.size
    if (isBans) counts.total += taken.records.length
    job.cursor = taken.cursor
    job.isLast = taken.isLast
    keep()
  }
  for (let i = 0; i < job.pending.length; i += A_CHUNK)
    await insertCases(await desk.db(), job.pending.slice(i, i + A_CHUNK))
  for (const c of job.pending) desk.search.index(c)
  const [from, to] = [job.pending[0]?.number, job.pending.at(-1)?.number]
  if (from !== undefined && to !== undefined) desk.publish({ type: 'cases.opened', data: { from, to, sweepId: null } })
  counts.opened += job.pending.length
  job.pending = null
  if (job.isLast) return end(desk, job, 'done')
  await tellImport(desk, job.import)
  return 'more'
}

/** Keeps in D1 how an import stands, and tells the pages. */
export async function tellImport(desk: Desk, import_: ImportJob['import']): Promise<void> {
  await saveImport(await desk.db(), desk.guildId, import_)
  desk.publish({ type: 'import.changed', data: import_ })
}

async function end(desk: Desk, job: ImportJob, state: ImportState): Promise<Step> {
  job.import.state = state
  job.import.endedAt = Date.now()
  await tellImport(desk, job.import)
  desk.sql.exec(`DELETE FROM import_chunks WHERE id = ?`, job.import.id)
  const { source, id, counts } = job.import
  desk.audit({
    category: 'import',
    type: state === 'done' ? 'import.finished' : 'import.failed',
    at: Date.now(),
    actor: job.by,
    surface: 'dashboard',
    target: { type: 'other', id, name: source },
    before: null,
    after: { opened: counts.opened, known: counts.known },
    requestId: job.requestId,
  })
  return 'done'
}

function takeChunk(desk: Desk, job: ImportJob): Taken {
  const rows = [
    ...desk.sql.exec<{ chunk: number; records: string }>(
      `SELECT chunk, records FROM import_chunks WHERE id = ? AND chunk >= ? ORDER BY chunk LIMIT 2`,
      job.import.id,
      Number(job.cursor),
    ),
  ]
  const [row, next] = rows
  if (!row) return { records: [], cursor: job.cursor, isLast: true }
  return { records: JSON.parse(row.records) as ImportRecord[], cursor: String(row.chunk + 1), isLast: !next }
}

async function takeBans(desk: Desk, job: ImportJob): Promise<Taken> {
  const page = await desk.discord.call({
    method: 'GET',
    route: `/guilds/${desk.guildId}/bans`,
    query: { limit: String(BANS_A_PAGE), after: job.cursor },
    read: z.array(DiscordBan),
    permission: 'banMembers',
    priority: 'sweep',
  })
  if (!page.ok) return page.retry ? { waitMs: page.retryMs ?? WAIT } : 'refused'
  return {
    records: page.value.map((ban, place) => banRecord(ban, job.import.counts.total + place + 1)),
    cursor: page.value.at(-1)?.user.id ?? job.cursor,
    isLast: page.value.length < BANS_A_PAGE,
  }
}

/** A ban as Discord lists it, which tells neither when it was nor who did it. */
export const banRecord = ({ user, reason }: DiscordBan, line: number): ImportRecord => ({
  line,
  kind: 'ban',
  target: toPerson(user),
  channel: null,
  moderator: null,
  reason: reason ?? '',
  at: null,
  number: null,
})
