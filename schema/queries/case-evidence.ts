import { and, eq, gt, sql } from 'drizzle-orm'
import { Snapshot, type Evidence, type EvidencePage } from '#schema/contract/evidence.ts'
import { caseEvidence, type CaseEvidenceRow } from '#schema/tables/case-evidence.ts'
import type { Db } from './guild-db.ts'

export const EVIDENCE_A_PAGE = 20

const toEvidence = ({ guildId: _g, snapshot, ...row }: CaseEvidenceRow): Evidence => ({
  ...row,
  snapshot: Snapshot.parse(snapshot),
})

/** Writes what was kept for a case, any number, as one JSON array; writing it again changes nothing. `snapshot` is JSON. */
export async function insertEvidence(
  db: Db,
  guildId: string,
  {
    number,
    kept,
  }: { number: number; kept: readonly { messageId: string; snapshot: string; hash: string; takenAt: number }[] },
): Promise<void> {
  if (kept.length === 0) return
  await db.run(sql`
    INSERT INTO case_evidence (guild_id, number, message_id, snapshot, hash, taken_at)
    SELECT ${guildId}, ${number}, value->>'messageId', value->>'snapshot', value->>'hash', value->>'takenAt'
    FROM json_each(${JSON.stringify(kept)}) WHERE true
    ON CONFLICT (guild_id, number, message_id) DO NOTHING`)
}

/** A case's evidence in the order of the messages, after a message. */
export async function listEvidence(
  db: Db,
  guildId: string,
  { number, after }: { number: number; after?: string | undefined },
): Promise<EvidencePage> {
  const rows = await db
    .select()
    .from(caseEvidence)
    .where(
      and(
        eq(caseEvidence.guildId, guildId),
        eq(caseEvidence.number, number),
        after === undefined ? undefined : gt(caseEvidence.messageId, after),
      ),
    )
    .orderBy(caseEvidence.messageId)
    .limit(EVIDENCE_A_PAGE + 1)
  const page = rows.slice(0, EVIDENCE_A_PAGE)
  return {
    evidence: page.map(toEvidence),
    after: rows.length > EVIDENCE_A_PAGE ? (page.at(-1)?.messageId ?? null) : null,
  }
}

export async function getEvidence(
  db: Db,
  guildId: string,
  { number, messageId }: { number: number; messageId: string },
): Promise<Evidence | undefined> {
  const row = await db
    .select()
    .from(caseEvidence)
    .where(
      and(eq(caseEvidence.guildId, guildId), eq(caseEvidence.number, number), eq(caseEvidence.messageId, messageId)),
    )
    .get()
  return row && toEvidence(row)
}
