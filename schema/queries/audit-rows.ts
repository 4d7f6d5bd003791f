import { and, asc, desc, eq, gt, lt, lte, sql } from 'drizzle-orm'
import { AuditCategory, type AuditLink, type AuditRow } from '#schema/contract/audit.ts'
import { auditRows, type AuditRowRow } from '#schema/tables/audit-rows.ts'
import type { Db } from './guild-db.ts'

export const AUDIT_ROWS_A_PAGE = 50

const toAuditRow = ({ actorId: _a, targetId: _t, category, detail, ...row }: AuditRowRow): AuditRow => ({
  ...row,
  ...detail,
  category: AuditCategory.parse(category),
})

/**
 * Writes rows that follow each other, any number, as one JSON array; those that are there already stay as they are. Gives the
 * hash of the last as it is stored: another than its own means that the log went on elsewhere.
 */
export async function insertAuditRows(db: Db, guildId: string, rows: readonly AuditRow[]): Promise<string | undefined> {
  const last = rows.at(-1)
  if (!last) return undefined
  const json = JSON.stringify(
    rows.map(({ actor, surface, target, before, after, requestId, guildId: _g, ...row }) => ({
      ...row,
      actorId: actor?.id,
      targetId: target?.id,
      detail: JSON.stringify({ actor, surface, target, before, after, requestId }),
    })),
  )
  await db.run(sql`
    INSERT INTO audit_rows (guild_id, seq, at, category, type, actor_id, target_id, detail, prev, hash)
    SELECT ${guildId}, value->>'seq', value->>'at', value->>'category', value->>'type', value->>'actorId',
           value->>'targetId', value->>'detail', value->>'prev', value->>'hash'
    FROM json_each(${json}) WHERE true
    ON CONFLICT (guild_id, seq) DO NOTHING`)
  const stored = await db
    .select({ hash: auditRows.hash })
    .from(auditRows)
    .where(and(eq(auditRows.guildId, guildId), eq(auditRows.seq, last.seq)))
    .get()
  return stored?.hash
}

export async function getAuditRow(db: Db, guildId: string, seq: number): Promise<AuditRow | undefined> {
  const row = await db
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.guildId, guildId), eq(auditRows.seq, seq)))
    .get()
  return row && toAuditRow(row)
}

/** Newest first, below the number `before`. */
export async function listAuditRows(
  db: Db,
  guildId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<AuditRow[]> {
  const rows = await db
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.guildId, guildId), before === undefined ? undefined : lt(auditRows.seq, before)))
    .orderBy(desc(auditRows.seq))
    .limit(limit)
  return rows.map(toAuditRow)
}

/** Oldest first, above the number `after` and not above `upTo`. */
export async function listAuditRowsAfter(
  db: Db,
  guildId: string,
  { after, upTo, limit }: { after: number; upTo?: number; limit: number },
): Promise<AuditRow[]> {
  const rows = await db
    .select()
    .from(auditRows)
    .where(
      and(
        eq(auditRows.guildId, guildId),
        gt(auditRows.seq, after),
        upTo === undefined ? undefined : lte(auditRows.seq, upTo),
      ),
    )
    .orderBy(asc(auditRows.seq))
    .limit(limit)
  return rows.map(toAuditRow)
}

/** The rows of these numbers, newest first. */
export async function listAuditRowsBySeq(db: Db, guildId: string, seqs: readonly number[]): Promise<AuditRow[]> {
  const rows = await db
    .select()
    .from(auditRows)
    .where(
      and(
        eq(auditRows.guildId, guildId),
        sql`${auditRows.seq} IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))`,
      ),
    )
    .orderBy(desc(auditRows.seq))
  return rows.map(toAuditRow)
}

/** The end of the chain; undefined while there is none. */
export async function lastAuditRow(db: Db, guildId: string): Promise<AuditLink | undefined> {
  return db
    .select({ seq: auditRows.seq, hash: auditRows.hash })
    .from(auditRows)
    .where(eq(auditRows.guildId, guildId))
    .orderBy(desc(auditRows.seq))
    .limit(1)
    .get()
}

/** The beginning of what is kept, oldest first. */
export async function firstAuditRows(
  db: Db,
  guildId: string,
  limit: number,
): Promise<Pick<AuditRowRow, 'seq' | 'at' | 'hash' | 'prev'>[]> {
  return db
    .select({ seq: auditRows.seq, at: auditRows.at, hash: auditRows.hash, prev: auditRows.prev })
    .from(auditRows)
    .where(eq(auditRows.guildId, guildId))
    .orderBy(asc(auditRows.seq))
    .limit(limit)
}

/** Removes the beginning, up to and with `seq`. */
export async function deleteAuditRows(db: Db, guildId: string, upTo: number): Promise<void> {
  await db.delete(auditRows).where(and(eq(auditRows.guildId, guildId), lte(auditRows.seq, upTo)))
}
