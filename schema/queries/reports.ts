import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Report, ReportState } from '#schema/contract/report.ts'
import { reports, type ReportRow } from '#schema/tables/reports.ts'
import type { Db } from './guild-db.ts'

export const REPORTS_A_PAGE = 50
/** Rows that one page of the queue may read, whatever it is filtered by. */
export const REPORTS_READ = 200

function toReportRow({ guildId, number, state, createdAt, endedAt, ...detail }: Report): ReportRow {
  return {
    guildId,
    number,
    state,
    createdAt,
    endedAt,
    reporterId: detail.reporters[0]?.person.id ?? '',
    targetId: detail.target.id,
    assigneeId: detail.assignee?.id ?? null,
    detail,
  }
}

const toReport = ({ detail, reporterId: _r, targetId: _t, assigneeId: _a, ...row }: ReportRow): Report => ({
  ...row,
  ...detail,
})

/** Writes a report as it is now; the guild's object is the only writer. */
export async function saveReport(db: Db, report: Report): Promise<void> {
  const row = toReportRow(report)
  const { guildId: _g, number: _n, ...rest } = row
  await db
    .insert(reports)
    .values(row)
    .onConflictDoUpdate({ target: [reports.guildId, reports.number], set: rest })
}

export async function getReport(db: Db, guildId: string, number: number): Promise<Report | undefined> {
  const row = await db
    .select()
    .from(reports)
    .where(and(eq(reports.guildId, guildId), eq(reports.number, number)))
    .get()
  return row && toReport(row)
}

/** Newest first below `before`: of one person, or in one state, or all. Only one of these is asked of an index at a time. */
export async function listReports(
  db: Db,
  guildId: string,
  asked: {
    state?: ReportState | undefined
    targetId?: string | undefined
    before?: number | undefined
    limit: number
  },
): Promise<Report[]> {
  const { state, targetId, before, limit } = asked
  const rows = await db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.guildId, guildId),
        targetId ? eq(reports.targetId, targetId) : state ? eq(reports.state, state) : undefined,
        before === undefined ? undefined : lt(reports.number, before),
      ),
    )
    .orderBy(desc(reports.number))
    .limit(limit)
  return rows.map(toReport)
}

/** The highest number in use, 0 when there is none. */
export async function lastReportNumber(db: Db, guildId: string): Promise<number> {
  const row = await db
    .select({ number: reports.number })
    .from(reports)
    .where(eq(reports.guildId, guildId))
    .orderBy(desc(reports.number))
    .limit(1)
    .get()
  return row?.number ?? 0
}

/** Forgets reports that ended before (UTC ms), the oldest `limit` of those in this state looked at; gives how many went. */
export async function deleteOldReports(
  db: Db,
  guildId: string,
  { state, before, limit }: { state: 'resolved' | 'dismissed'; before: number; limit: number },
): Promise<number> {
  const oldest = await db
    .select({ number: reports.number, endedAt: reports.endedAt })
    .from(reports)
    .where(and(eq(reports.guildId, guildId), eq(reports.state, state)))
    .orderBy(reports.number)
    .limit(limit)
  const gone = oldest.filter(({ endedAt }) => endedAt !== null && endedAt < before).map(({ number }) => number)
  if (gone.length === 0) return 0
  await db
    .delete(reports)
    .where(
      and(
        eq(reports.guildId, guildId),
        sql`${reports.number} IN (SELECT value FROM json_each(${JSON.stringify(gone)}))`,
      ),
    )
  return gone.length
}
