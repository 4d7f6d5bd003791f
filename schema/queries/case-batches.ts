import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { ActionKind, type Person } from '#schema/contract/action.ts'
import { CaseStatus } from '#schema/contract/case.ts'
import { cases, type CaseRow } from '#schema/tables/cases.ts'
import type { Db } from './guild-db.ts'

/** A case as far as undoing it asks. */
export interface BriefCase {
  number: number
  kind: ActionKind
  status: CaseStatus
  target: Person | null
  channel: Person | null
}

const brief = {
  number: cases.number,
  kind: cases.kind,
  status: cases.status,
  channelId: cases.channelId,
  detail: cases.detail,
}
type Row = Pick<CaseRow, 'number' | 'kind' | 'status' | 'channelId' | 'detail'>
const toBrief = ({ number, kind, status, channelId, detail }: Row): BriefCase => ({
  number,
  kind: ActionKind.parse(kind),
  status: CaseStatus.parse(status),
  target: detail.target,
  channel: channelId === null ? null : { id: channelId, name: `#${detail.channelName ?? 'channel'}` },
})

const CHUNK = 2_000

/** The cases of these numbers, lowest first, any number of them. */
export async function listBriefCases(db: Db, guildId: string, numbers: readonly number[]): Promise<BriefCase[]> {
  const found: BriefCase[] = []
  for (let i = 0; i < numbers.length; i += CHUNK) {
    const wanted = JSON.stringify(numbers.slice(i, i + CHUNK))
    const rows = await db
      .select(brief)
      .from(cases)
      .where(and(eq(cases.guildId, guildId), sql`${cases.number} IN (SELECT value FROM json_each(${wanted}))`))
      .orderBy(cases.number)
    found.push(...rows.map(toBrief))
  }
  return found
}

/** What one moderator did from then to then (UTC ms); reads every case of that time, at most `limit` of theirs. */
export async function listBriefCasesOfModerator(
  db: Db,
  guildId: string,
  { userId, from, to, limit }: { userId: string; from: number; to: number; limit: number },
): Promise<BriefCase[]> {
  const rows = await db
    .select(brief)
    .from(cases)
    .where(
      and(
        eq(cases.guildId, guildId),
        gte(cases.createdAt, from),
        lte(cases.createdAt, to),
        sql`+${cases.moderatorId} = ${userId}`,
      ),
    )
    .orderBy(cases.createdAt, cases.number)
    .limit(limit)
  return rows.map(toBrief)
}

/** Which of these cases were taken back by a later case of the same person, by the kinds that take back. */
export async function listReversed(
  db: Db,
  guildId: string,
  { targetIds, numbers }: { targetIds: readonly string[]; numbers: ReadonlySet<number> },
): Promise<Set<number>> {
  const reversed = new Set<number>()
  for (let i = 0; i < targetIds.length; i += CHUNK) {
    const wanted = JSON.stringify(targetIds.slice(i, i + CHUNK))
    const rows = await db
      .select({ about: sql<number | null>`detail->>'$.about'` })
      .from(cases)
      .where(
        and(
          eq(cases.guildId, guildId),
          sql`${cases.targetId} IN (SELECT value FROM json_each(${wanted}))`,
          inArray(cases.kind, ['unban', 'untimeout', 'unwarn', 'ban']),
          eq(cases.status, 'done'),
        ),
      )
    for (const { about } of rows) if (about !== null && numbers.has(about)) reversed.add(about)
  }
  return reversed
}
