import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm'
import type {
  Audience,
  BroadcastCategory,
  Delivery,
  DeliveryCounts,
  DeliveryState,
} from '#schema/contract/broadcast.ts'
import { deliveries } from '#schema/tables/broadcasts.ts'
import { guilds } from '#schema/tables/guilds.ts'
import type { Db } from './guild-db.ts'
import { changedNow } from './guilds.ts'

export const DELIVERIES_A_PAGE = 100

const inAudience = ({ languages, minMembers, maxMembers }: Audience): SQL =>
  sql.join(
    [
      sql`removed_at IS NULL`,
      ...(languages?.length ? [sql`language IN (SELECT value FROM json_each(${JSON.stringify(languages)}))`] : []),
      ...(minMembers === undefined ? [] : [sql`member_count >= ${minMembers}`]),
      ...(maxMembers === undefined ? [] : [sql`member_count <= ${maxMembers}`]),
    ],
    sql` AND `,
  )

/** Why a server of the audience does not get it, as SQL; null when it does. */
const skipOf = (category: BroadcastCategory): SQL => sql`CASE
  WHEN broadcast_channel_id IS NULL THEN 'no_channel'
  WHEN ${category} NOT IN (SELECT value FROM json_each(broadcast_categories)) THEN 'opted_out' END`

/** How many would get it, and how many would be skipped why, as of now. */
export async function previewAudience(
  db: Db,
  { audience, category }: { audience: Audience; category: BroadcastCategory },
): Promise<{ targeted: number; skipped: Record<string, number> }> {
  const rows = await db.all<{ skip: string | null; count: number }>(sql`
    SELECT ${skipOf(category)} AS skip, count(*) AS count FROM guilds WHERE ${inAudience(audience)} GROUP BY 1`)
  const skipped: Record<string, number> = {}
  for (const { skip, count } of rows) if (skip) skipped[skip] = count
  return { targeted: rows.reduce((sum, { count }) => sum + count, 0), skipped }
}

/** Fixes who gets it: one row a server of the audience. Doing it again adds nothing. */
export async function snapshotAudience(
  db: Db,
  { id, audience, category }: { id: string; audience: Audience; category: BroadcastCategory },
): Promise<void> {
  await db.run(sql`
    INSERT OR IGNORE INTO deliveries (broadcast_id, guild_id, state, reason, channel_id)
    SELECT ${id}, guild_id, CASE WHEN skip IS NULL THEN 'pending' ELSE 'skipped' END, skip, channel_id
    FROM (SELECT id AS guild_id, ${skipOf(category)} AS skip, broadcast_channel_id AS channel_id
          FROM guilds WHERE ${inAudience(audience)})`)
}

/** Servers above `after` that are still to get it, by id. */
export async function listPending(
  db: Db,
  { id, after, limit }: { id: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db.all<{ guildId: string }>(sql`
    SELECT guild_id AS guildId FROM deliveries
    WHERE broadcast_id = ${id} AND guild_id > ${after} AND state IN ('pending', 'sending')
    ORDER BY guild_id LIMIT ${limit}`)
  return rows.map(({ guildId }) => guildId)
}

export interface Due {
  guildId: string
  channelId: string
  /** the server's own, for what was not composed */
  color: number | null
  /** when an earlier try began that may have arrived, UTC ms */
  triedAt: number | null
}

/** Of these servers those that are still to get it, marked as under way, with the channel they have chosen by now. */
export async function takeDeliveries(
  db: Db,
  { id, guildIds, now }: { id: string; guildIds: readonly string[]; now: number },
): Promise<Due[]> {
  const these = sql`broadcast_id = ${id} AND guild_id IN (SELECT value FROM json_each(${JSON.stringify(guildIds)}))`
  const rows = await db.all<Omit<Due, 'channelId'> & { channelId: string | null }>(sql`
    SELECT d.guild_id AS guildId, coalesce(g.broadcast_channel_id, d.channel_id) AS channelId, g.settings->>'embedColor' AS color,
      CASE d.state WHEN 'sending' THEN d.at END AS triedAt
    FROM deliveries d LEFT JOIN guilds g ON g.id = d.guild_id AND g.removed_at IS NULL
    WHERE d.${these} AND d.state IN ('pending', 'sending') ORDER BY d.guild_id`)
  await db.run(sql`UPDATE deliveries SET state = 'sending', at = ${now} WHERE ${these} AND state = 'pending'`)
  return rows.flatMap(({ channelId, ...rest }) => (channelId ? [{ ...rest, channelId }] : []))
}

export type Result = Pick<Delivery, 'guildId' | 'channelId' | 'messageId' | 'reason'> & {
  state: Exclude<DeliveryState, 'sending'>
  /** what is wrong with the server's channel; null: nothing any more; absent: nothing is known */
  brokenBy?: string | null | undefined
}

/** Writes what became of them, and which servers' channels are broken or whole again, in one batch. */
export async function saveResults(
  db: Db,
  { id, results, now }: { id: string; results: readonly Result[]; now: number },
): Promise<void> {
  if (results.length === 0) return
  const json = JSON.stringify(results)
  await db.run(sql`
    UPDATE deliveries SET state = r.value->>'state', reason = r.value->>'reason', channel_id = r.value->>'channelId',
      message_id = r.value->>'messageId', at = ${now}
    FROM json_each(${json}) AS r
    WHERE broadcast_id = ${id} AND guild_id = r.value->>'guildId' AND deliveries.state IN ('pending', 'sending')`)
  const told = JSON.stringify(results.filter(({ brokenBy }) => brokenBy !== undefined))
  await db.run(sql`
    UPDATE guilds SET broadcast_broken = r.value->>'brokenBy', changed_at = ${changedNow} FROM json_each(${told}) AS r
    WHERE guilds.id = r.value->>'guildId' AND broadcast_broken IS NOT r.value->>'brokenBy'`)
}

/** What was not sent when it was stopped. */
export async function skipRest(db: Db, id: string, now: number): Promise<void> {
  await db.run(sql`UPDATE deliveries SET state = 'skipped', reason = 'stopped', at = ${now}
    WHERE broadcast_id = ${id} AND state = 'pending'`)
}

/** Makes what failed, for one reason or any, due again; gives how many. */
export async function renewFailed(db: Db, id: string, reason: string | undefined): Promise<number> {
  const rows = await db.all(sql`UPDATE deliveries SET state = 'pending', reason = NULL
    WHERE broadcast_id = ${id} AND state = 'failed' ${reason === undefined ? sql`` : sql`AND reason = ${reason}`} RETURNING 1`)
  return rows.length
}

/** All rows of one broadcast counted: read at its steps, never on a page. */
export async function countDeliveries(db: Db, id: string): Promise<DeliveryCounts> {
  const rows = await db.all<{ state: DeliveryState; reason: string | null; count: number }>(sql`
    SELECT state, reason, count(*) AS count FROM deliveries WHERE broadcast_id = ${id} GROUP BY 1, 2`)
  const counts: DeliveryCounts = { targeted: 0, pending: 0, sent: 0, skipped: {}, failed: {} }
  for (const { state, reason, count } of rows) {
    counts.targeted += count
    if (state === 'sent') counts.sent += count
    else if (state === 'skipped') counts.skipped[reason ?? '?'] = count
    else if (state === 'failed') counts.failed[reason ?? '?'] = count
    else counts.pending += count
  }
  return counts
}

/** One page by server id, of one state or reason, with the servers' names. */
export async function listDeliveries(
  db: Db,
  { id, state, reason, after }: { id: string; state?: DeliveryState; reason?: string; after?: string },
): Promise<{ deliveries: Delivery[]; next: string | null }> {
  const rows = await db
    .select({
      guildId: deliveries.guildId,
      guildName: guilds.name,
      state: deliveries.state,
      reason: deliveries.reason,
      channelId: deliveries.channelId,
      messageId: deliveries.messageId,
      at: deliveries.at,
    })
    .from(deliveries)
    .leftJoin(guilds, eq(guilds.id, deliveries.guildId))
    .where(
      and(
        eq(deliveries.broadcastId, id),
        state && eq(deliveries.state, state),
        reason === undefined ? undefined : eq(deliveries.reason, reason),
        after === undefined ? undefined : gt(deliveries.guildId, after),
      ),
    )
    .orderBy(asc(deliveries.guildId))
    .limit(DELIVERIES_A_PAGE + 1)
  const page = rows.slice(0, DELIVERIES_A_PAGE)
  const next = rows.length > page.length ? (page.at(-1)?.guildId ?? null) : null
  return { deliveries: page.map((row) => ({ ...row, guildName: row.guildName ?? row.guildId })), next }
}
