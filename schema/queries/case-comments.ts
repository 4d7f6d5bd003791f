import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Case } from '#schema/contract/case.ts'
import { Changes, type ThreadEntry, type ThreadPage } from '#schema/contract/comment.ts'
import { Person } from '#schema/contract/action.ts'
import { caseComments, type CaseCommentRow } from '#schema/tables/case-comments.ts'
import { cases } from '#schema/tables/cases.ts'
import { saveCaseDetails, toCaseRow } from './cases.ts'
import type { Db } from './guild-db.ts'

export const ENTRIES_A_PAGE = 50

const toEntry = ({ guildId: _g, changes, ...row }: CaseCommentRow): ThreadEntry => ({
  ...row,
  changes: row.kind === 'edit' ? Changes.parse(changes) : null,
  deletedBy: row.kind === 'comment' && changes?.deletedBy ? Person.parse(changes.deletedBy.to) : null,
})

/** A deleted comment has nothing to tell but who deleted it, which takes the place of an edit's changes. */
const toRow = (guildId: string, { deletedBy, changes, ...entry }: ThreadEntry): CaseCommentRow => ({
  ...entry,
  guildId,
  changes: deletedBy ? { deletedBy: { from: null, to: deletedBy } } : changes,
})

/** The latest entries of a case's thread before an id, oldest first. */
export async function listThread(
  db: Db,
  guildId: string,
  { number, before, limit = ENTRIES_A_PAGE }: { number: number; before?: number | undefined; limit?: number },
): Promise<ThreadPage> {
  const rows = await db
    .select()
    .from(caseComments)
    .where(
      and(
        eq(caseComments.guildId, guildId),
        eq(caseComments.number, number),
        before === undefined ? undefined : lt(caseComments.id, before),
      ),
    )
    .orderBy(desc(caseComments.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit).toReversed()
  return { entries: page.map(toEntry), before: rows.length > limit ? (page[0]?.id ?? null) : null }
}

export async function getEntry(
  db: Db,
  guildId: string,
  { number, id }: { number: number; id: number },
): Promise<ThreadEntry | undefined> {
  const row = await db
    .select()
    .from(caseComments)
    .where(and(eq(caseComments.guildId, guildId), eq(caseComments.number, number), eq(caseComments.id, id)))
    .get()
  return row && toEntry(row)
}

/** Replaces a case whole, together with what its thread says of it: all or nothing, and again the same as once. */
export async function saveCaseWith(db: Db, c: Case, entries: readonly ThreadEntry[]): Promise<void> {
  const kept = db
    .update(cases)
    .set(toCaseRow(c))
    .where(and(eq(cases.guildId, c.guildId), eq(cases.number, c.number)))
  const written = entries.map((entry) =>
    db
      .insert(caseComments)
      .values(toRow(c.guildId, entry))
      .onConflictDoUpdate({
        target: [caseComments.guildId, caseComments.number, caseComments.id],
        set: {
          text: sql`excluded.text`,
          changes: sql`excluded.changes`,
          editedAt: sql`excluded.edited_at`,
          deletedAt: sql`excluded.deleted_at`,
        },
      }),
  )
  await db.batch([kept, ...written])
}

/**
 * Replaces what the staff made of several cases, and writes what their threads say of it, a statement each; again the same as
 * once, so that what was cut off between the two is made whole by a second try. At most 500.
 */
export async function saveCasesWith(
  db: Db,
  guildId: string,
  { cases, entries }: { cases: readonly Case[]; entries: readonly ThreadEntry[] },
): Promise<void> {
  if (entries.length > 0)
    await db.run(sql`
      INSERT INTO case_comments (guild_id, number, id, kind, author, text, changes, created_at)
      SELECT value->>'guildId', value->>'number', value->>'id', value->>'kind', value->'author', value->>'text', value->'changes',
        value->>'createdAt'
      FROM json_each(${JSON.stringify(entries.map((entry) => toRow(guildId, entry)))}) WHERE true
      ON CONFLICT DO NOTHING`)
  await saveCaseDetails(db, cases)
}
