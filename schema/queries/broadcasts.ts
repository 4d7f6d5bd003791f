import { and, desc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Broadcast, BroadcastState } from '#schema/contract/broadcast.ts'
import { broadcasts, type BroadcastRow } from '#schema/tables/broadcasts.ts'
import type { Db } from './guild-db.ts'

export const BROADCASTS_A_PAGE = 50

const toBroadcast = ({ detail, ...row }: BroadcastRow): Broadcast => ({ ...row, ...detail })

function toRow({ id, state, createdAt, scheduledAt, startedAt, endedAt, ...detail }: Broadcast): BroadcastRow {
  return { id, state, createdAt, scheduledAt, startedAt, endedAt, detail }
}

export async function insertBroadcast(db: Db, broadcast: Broadcast): Promise<void> {
  await db.insert(broadcasts).values(toRow(broadcast))
}

/** Replaces a broadcast that is still in one of these states; false when it is not any more. */
export async function saveBroadcast(
  db: Db,
  broadcast: Broadcast,
  { from }: { from: readonly BroadcastState[] },
): Promise<boolean> {
  const changed = await db
    .update(broadcasts)
    .set(toRow(broadcast))
    .where(and(eq(broadcasts.id, broadcast.id), inArray(broadcasts.state, [...from])))
    .returning({ id: broadcasts.id })
  return changed.length > 0
}

export async function deleteDraft(db: Db, id: string): Promise<boolean> {
  const gone = await db
    .delete(broadcasts)
    .where(and(eq(broadcasts.id, id), eq(broadcasts.state, 'draft')))
    .returning({ id: broadcasts.id })
  return gone.length > 0
}

export async function getBroadcast(db: Db, id: string): Promise<Broadcast | undefined> {
  const row = await db.select().from(broadcasts).where(eq(broadcasts.id, id)).get()
  return row && toBroadcast(row)
}

/** One page, newest first; `before` is what the page before gave as `next`. */
export async function listBroadcasts(
  db: Db,
  before: { createdAt: number; id: string } | undefined,
): Promise<{ broadcasts: Broadcast[]; next: { createdAt: number; id: string } | null }> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(before ? sql`(created_at, id) < (${before.createdAt}, ${before.id})` : undefined)
    .orderBy(desc(broadcasts.createdAt), desc(broadcasts.id))
    .limit(BROADCASTS_A_PAGE + 1)
  const page = rows.slice(0, BROADCASTS_A_PAGE)
  const last = page.at(-1)
  const next = rows.length > page.length && last ? { createdAt: last.createdAt, id: last.id } : null
  return { broadcasts: page.map(toBroadcast), next }
}

/** Broadcasts that should be on their way by `now`: their object may have missed its alarm. */
export async function listDueBroadcasts(db: Db, now: number): Promise<string[]> {
  const rows = await db
    .select({ id: broadcasts.id })
    .from(broadcasts)
    .where(
      or(eq(broadcasts.state, 'sending'), and(eq(broadcasts.state, 'scheduled'), lte(broadcasts.scheduledAt, now))),
    )
    .limit(100)
  return rows.map(({ id }) => id)
}
