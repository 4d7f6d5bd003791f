import { and, desc, eq, gt, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { ActionKind, Source } from '#schema/contract/action.ts'
import { CaseStatus, untouched, type Case } from '#schema/contract/case.ts'
import { cases, type CaseRow } from '#schema/tables/cases.ts'
import type { Db } from './guild-db.ts'

export const CASES_A_PAGE = 50

export function toCaseRow(c: Case): CaseRow {
  const { guildId, number, actionId, kind, status, source, channelId, reason, createdAt, endsAt, endedAt, ...detail } =
    c
  return {
    guildId,
    number,
    actionId,
    kind,
    status,
    source,
    moderatorId: c.moderator?.id ?? null,
    targetId: c.target?.id ?? null,
    channelId,
    reason,
    createdAt,
    endsAt,
    endedAt,
    detail,
  }
}

const toCase = ({ detail, moderatorId: _m, targetId: _t, kind, source, status, ...row }: CaseRow): Case => ({
  ...row,
  ...untouched,
  ...detail,
  kind: ActionKind.parse(kind),
  source: Source.parse(source),
  status: CaseStatus.parse(status),
})

/** Writes a new case; writing the same number again changes nothing, so a retry is safe. */
export async function insertCase(db: Db, c: Case): Promise<void> {
  await db.insert(cases).values(toCaseRow(c)).onConflictDoNothing()
}

/** Rows of cases from one JSON array: as many as are passed, one statement. */
const rowsOf = (list: readonly Case[]): SQL => sql`
    INSERT INTO cases (guild_id, number, action_id, kind, status, source, moderator_id, target_id, channel_id, reason,
      created_at, ends_at, ended_at, detail)
    SELECT value->>'guildId', value->>'number', value->>'actionId', value->>'kind', value->>'status', value->>'source',
      value->>'moderatorId', value->>'targetId', value->>'channelId', value->>'reason', value->>'createdAt',
      value->>'endsAt', value->>'endedAt', value->'detail'
    FROM json_each(${JSON.stringify(list.map(toCaseRow))}) WHERE true`

/** Writes new cases by one statement; those that are there already are left as they are. At most 500. */
export async function insertCases(db: Db, list: readonly Case[]): Promise<void> {
  await db.run(sql`${rowsOf(list)} ON CONFLICT DO NOTHING`)
}

/** Replaces what the staff made of cases, and their status, by one statement that finds each by its key. At most 500. */
export async function saveCaseDetails(db: Db, list: readonly Case[]): Promise<void> {
  await db.run(sql`
    ${rowsOf(list)} ON CONFLICT (guild_id, number) DO UPDATE SET status = excluded.status, detail = excluded.detail`)
}

export async function getCase(db: Db, guildId: string, number: number): Promise<Case | undefined> {
  const row = await db
    .select()
    .from(cases)
    .where(and(eq(cases.guildId, guildId), eq(cases.number, number)))
    .get()
  return row && toCase(row)
}

/** One page, newest first, below the number `before`. */
export async function listCases(
  db: Db,
  guildId: string,
  { before, limit = CASES_A_PAGE }: { before?: number | undefined; limit?: number },
): Promise<Case[]> {
  const rows = await db
    .select()
    .from(cases)
    .where(and(eq(cases.guildId, guildId), before === undefined ? undefined : lt(cases.number, before)))
    .orderBy(desc(cases.number))
    .limit(limit)
  return rows.map(toCase)
}

/** One page, oldest first, above the number `after`. */
export async function listCasesAbove(
  db: Db,
  guildId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Case[]> {
  const rows = await db
    .select()
    .from(cases)
    .where(and(eq(cases.guildId, guildId), gt(cases.number, after)))
    .orderBy(cases.number)
    .limit(limit)
  return rows.map(toCase)
}

/** One page of what was done to one person, newest first. */
export async function listCasesOfTarget(
  db: Db,
  guildId: string,
  targetId: string,
  { before, limit = CASES_A_PAGE }: { before?: number | undefined; limit?: number } = {},
): Promise<Case[]> {
  const rows = await db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.guildId, guildId),
        eq(cases.targetId, targetId),
        before === undefined ? undefined : lt(cases.number, before),
      ),
    )
    .orderBy(desc(cases.number))
    .limit(limit)
  return rows.map(toCase)
}

/** The warnings of one person that took effect, newest first; as many as can matter. */
export async function listWarnings(db: Db, guildId: string, targetId: string): Promise<Case[]> {
  const rows = await db
    .select()
    .from(cases)
    .where(
      and(eq(cases.guildId, guildId), eq(cases.targetId, targetId), eq(cases.kind, 'warn'), eq(cases.status, 'done')),
    )
    .orderBy(desc(cases.number))
    .limit(500)
  return rows.map(toCase)
}

/** As many of a person's cases are counted, the newest. */
const MOST_COUNTED = 200

/** How often each kind was done to one person, by what took effect; `countsOf` is of how many of their newest cases, null: of all. */
export async function countCasesOfTarget(
  db: Db,
  guildId: string,
  targetId: string,
): Promise<{ counts: Partial<Record<ActionKind, number>>; countsOf: number | null }> {
  const rows = await db
    .select({ kind: cases.kind, status: cases.status })
    .from(cases)
    .where(and(eq(cases.guildId, guildId), eq(cases.targetId, targetId)))
    .orderBy(desc(cases.number))
    .limit(MOST_COUNTED + 1)
  const counts: Partial<Record<ActionKind, number>> = {}
  for (const row of rows.slice(0, MOST_COUNTED)) {
    if (row.status !== 'done') continue
    const kind = ActionKind.parse(row.kind)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return { counts, countsOf: rows.length > MOST_COUNTED ? MOST_COUNTED : null }
}

/** The cases of these numbers, newest first; at most 500 numbers. */
export async function listCasesByNumber(db: Db, guildId: string, numbers: readonly number[]): Promise<Case[]> {
  const rows = await db
    .select()
    .from(cases)
    .where(
      and(
        eq(cases.guildId, guildId),
        sql`${cases.number} IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`,
      ),
    )
    .orderBy(desc(cases.number))
  return rows.map(toCase)
}

/** The highest number in use, 0 when there is none. */
export async function lastCaseNumber(db: Db, guildId: string): Promise<number> {
  const row = await db
    .select({ number: cases.number })
    .from(cases)
    .where(eq(cases.guildId, guildId))
    .orderBy(desc(cases.number))
    .limit(1)
    .get()
  return row?.number ?? 0
}

/** The lowest number made at or after `at` (UTC ms); null when there is none. */
export async function firstCaseSince(db: Db, guildId: string, at: number): Promise<number | null> {
  const row = await db
    .select({ number: cases.number })
    .from(cases)
    .where(and(eq(cases.guildId, guildId), sql`${cases.createdAt} >= ${at}`))
    .orderBy(cases.createdAt, cases.number)
    .limit(1)
    .get()
  return row?.number ?? null
}

/** Guilds of this shard with an end that is overdue: their object missed its alarm. */
export async function listOverdueGuilds(db: Db, before: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ guildId: cases.guildId })
    .from(cases)
    .where(and(isNotNull(cases.endsAt), isNull(cases.endedAt), lt(cases.endsAt, before)))
    .limit(1000)
  return rows.map((row) => row.guildId)
}

/** Whom the next cases above a number are about, the last number looked at (null: none), and whether that was all. */
export async function listTargetsOfCases(
  db: Db,
  guildId: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ targets: string[]; last: number | null; isWhole: boolean }> {
  const rows = await db
    .select({ number: cases.number, targetId: cases.targetId })
    .from(cases)
    .where(and(eq(cases.guildId, guildId), gt(cases.number, after)))
    .orderBy(cases.number)
    .limit(limit)
  const targets = rows.flatMap((row) => row.targetId ?? [])
  return { targets, last: rows.at(-1)?.number ?? null, isWhole: rows.length < limit }
}
