import type { Context } from 'hono'
import * as z from 'zod/mini'
import { CaseFilter, MAX_CASES } from '#schema/contract/case-query.ts'
import type { Case } from '#schema/contract/case.ts'
import { readRanges } from '#schema/contract/number-ranges.ts'
import { listCases, listCasesByNumber } from '#schema/queries/cases.ts'
import { guildDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { caseColumns, caseRecord } from '#workers/files/case-file.ts'
import { CSV_MARK, csvLine } from '#workers/files/csv.ts'
import { workerOf } from './worker-of.ts'

const A_CHUNK = 500
/** What a request has time for; a file that would be longer breaks off with an error rather than look whole. */
const MOST_ROWS = 500_000

/** The cases of a filter, or these numbers of it. */
export const CaseExportQuery = z.extend(CaseFilter, {
  format: z.enum(['csv', 'json']),
  numbers: z.optional(
    z.string().check(
      z.maxLength(12_000),
      z.refine((text) => readRanges(text, MAX_CASES) !== null, 'not a list of case numbers'),
    ),
  ),
})
type Asked = z.infer<typeof CaseExportQuery>

/** Cases as a file, newest first, read page by page as it is sent; the audit log is told when it ends, and how. */
export function exportCases(c: Context<GuildEnv>, asked: Asked): Response {
  const { env } = c
  const { guildId, shard } = c.var
  const { format, numbers, ...filter } = asked
  const { person, requestId } = workerOf(c)
  const seen = { count: 0 }
  let told = false
  const tell = async (complete: boolean): Promise<void> => {
    if (told) return
    told = true
    await callGuild(env, guildId, (guild) =>
      guild.audit({
        category: 'export',
        type: 'cases.exported',
        at: Date.now(),
        actor: person,
        surface: 'dashboard',
        target: { type: 'other', id: 'cases', name: 'Cases' },
        before: null,
        after: { format, count: seen.count, complete, filter: JSON.stringify(filter), ...(numbers ? { numbers } : {}) },
        requestId,
      }),
    )
  }
  const chunks = chunksOf(env, { guildId, shard, filter, numbers })
  const parts = format === 'csv' ? csvOf(chunks, seen) : jsonOf(chunks, seen)
  const text = new TextEncoder()
  const stream = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await parts.next()
        if (!done) return controller.enqueue(text.encode(value))
        await tell(true)
        controller.close()
      } catch (error) {
        await tell(false)
        controller.error(error)
      }
    },
    cancel: async () => {
      await parts.return(undefined)
      await tell(false)
    },
  })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(stream, {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="cases-${guildId}-${day}.${format}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

async function* chunksOf(
  env: Env,
  {
    guildId,
    shard,
    filter,
    numbers,
  }: { guildId: string; shard: number; filter: CaseFilter; numbers: string | undefined },
): AsyncGenerator<Case[]> {
  const db = guildDb(env, shard)
  if (numbers !== undefined) {
    const wanted = readRanges(numbers, MAX_CASES)?.toReversed() ?? []
    for (let i = 0; i < wanted.length; i += A_CHUNK)
      yield await listCasesByNumber(db, guildId, wanted.slice(i, i + A_CHUNK))
    return
  }
  const isWhole = Object.values(filter).every((value) => value === undefined || value === '')
  for (let before: number | null | undefined; before !== null;) {
    const from: number | undefined = before
    if (isWhole) {
      const rows = await listCases(db, guildId, { before: from, limit: A_CHUNK })
      yield rows
      before = rows.length === A_CHUNK ? (rows.at(-1)?.number ?? null) : null
    } else {
      const found = await callGuild(env, guildId, (guild) => guild.findCases({ ...filter, before: from }, A_CHUNK))
      if (found.partial) throw new Error('the search is being made anew: an export would not be whole')
      yield await listCasesByNumber(db, guildId, found.numbers)
      before = found.next
    }
  }
}

function count(seen: { count: number }, cases: readonly Case[]): void {
  seen.count += cases.length
  if (seen.count > MOST_ROWS) throw new Error('too many cases for one file')
}

async function* csvOf(chunks: AsyncIterable<Case[]>, seen: { count: number }): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(caseColumns)
  for await (const cases of chunks) {
    count(seen, cases)
    yield cases
      .map(caseRecord)
      .map((record) => csvLine(caseColumns.map((column) => record[column])))
      .join('')
  }
}

async function* jsonOf(chunks: AsyncIterable<Case[]>, seen: { count: number }): AsyncGenerator<string> {
  yield '['
  for await (const cases of chunks) {
    const isFirst = seen.count === 0
    count(seen, cases)
    if (cases.length > 0) yield (isFirst ? '\n' : ',\n') + cases.map((c) => JSON.stringify(caseRecord(c))).join(',\n')
  }
  yield '\n]\n'
}
