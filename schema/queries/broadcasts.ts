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

/**
 * Replaces a broadcast that is still in one of these states, and as it was read; gives it with its new revision. Null: it is in
 * another state, or somebody else changed it.
 */
export async function saveBroadcast(
  db: Db,
  broadcast: Broadcast,
  { from }: { from: readonly BroadcastState[] },
): Promise<Broadcast | null> {
  const next = { ...broadcast, revision: broadcast.revision + 1 }
  const unchanged = sql`json_extract(${broadcasts.detail}, '$.revision') = ${broadcast.revision}`
  const changed = await db
    .update(broadcasts)
    .set(toRow(next))
    .where(and(eq(broadcasts.id, broadcast.id), inArray(broadcasts.state, [...from]), unchanged))
    .returning({ id: broadcasts.id })
  return changed.length > 0 ? next : null
}

/** Deletes one that was never sent. */
export async function deleteBroadcast(db: Db, id: string): Promise<boolean> {
  const gone = await db
    .delete(broadcasts)
    .where(and(eq(broadcasts.id, id), inArray(broadcasts.state, ['draft', 'template', 'held'])))
    .returning({ id: broadcasts.id })
  return gone.length > 0
}

export async function getBroadcast(db: Db, id: string): Promise<Broadcast | undefined> {
  const row = await db.select().from(broadcasts).where(eq(broadcasts.id, id)).get()
  return row && toBroadcast(row)
}

/** One page of those in any of these states, newest first; `before` is what the page before gave as `next`. */
export async function listBroadcasts(
  db: Db,
  { states, before }: { states: readonly BroadcastState[]; before?: { createdAt: number; id: string } | undefined },
): Promise<{ broadcasts: Broadcast[]; next: { createdAt: number; id: string } | null }> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(
      and(
        inArray(broadcasts.state, [...states]),
        before ? sql`(created_at, id) < (${before.createdAt}, ${before.id})` : undefined,
      ),
    )
    .orderBy(desc(broadcasts.createdAt), desc(broadcasts.id))
    .limit(BROADCASTS_A_PAGE + 1)
  const page = rows.slice(0, BROADCASTS_A_PAGE)
  const last = page.at(-1)
  const next = rows.length > page.length && last ? { createdAt: last.createdAt, id: last.id } : null
  return { broadcasts: page.map(toBroadcast), next }
}

/** Every broadcast that waits for its moment. */
export async function listScheduled(db: Db): Promise<Broadcast[]> {
  const rows = await db.select().from(broadcasts).where(eq(broadcasts.state, 'scheduled'))
  return rows.map(toBroadcast)
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
