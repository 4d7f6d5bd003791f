import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { Audience, BroadcastCategory, BroadcastDraft, DeliveryState, expectedMs } from '#schema/contract/broadcast.ts'
import { fail } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import {
  deleteDraft,
  getBroadcast,
  insertBroadcast,
  listBroadcasts,
  saveBroadcast,
} from '#schema/queries/broadcasts.ts'
import { listDeliveries, previewAudience } from '#schema/queries/deliveries.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { body, query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import { knownGuild } from '#workers/auth/known-guild.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { CSV_MARK, csvLine } from '#workers/files/csv.ts'

/** All deliveries of a broadcast, page by page as it is read. */
function deliveriesCsv(env: Env, id: string): ReadableStream<Uint8Array> {
  const text = new TextEncoder()
  let after: string | null | undefined
  return new ReadableStream({
    start: (out) =>
      out.enqueue(
        text.encode(CSV_MARK + csvLine(['server_id', 'server', 'outcome', 'reason', 'channel_id', 'message_id', 'at'])),
      ),
    async pull(out) {
      const page = await listDeliveries(registryDb(env), { id, ...(after ? { after } : {}) })
      const lines = page.deliveries.map(({ guildId, guildName, state, reason, channelId, messageId, at }) =>
        csvLine([
          guildId,
          guildName,
          state,
          reason,
          channelId,
          messageId,
          at === null ? '' : new Date(at).toISOString(),
        ]),
      )
      out.enqueue(text.encode(lines.join('')))
      after = page.next
      if (after === null) out.close()
    },
  })
}

/** A moment this little in the past is now; ms. */
const GRACE = 60_000
const FARTHEST = 366 * 86_400_000

const PageQuery = z.object({
  createdAt: z.optional(z.coerce.number().check(z.int())),
  id: z.optional(z.string()),
})
const DeliveryQuery = z.object({
  state: z.optional(DeliveryState),
  reason: z.optional(z.string()),
  after: z.optional(Snowflake),
})
const AudienceQuestion = z.object({ audience: Audience, category: BroadcastCategory })
/** `confirm` is the title, typed again; `at` UTC ms, null: now. */
const Send = z.object({ confirm: z.string(), at: z.nullable(z.int()) })
const Test = z.object({ guildId: Snowflake, channelId: Snowflake })
const Retry = z.object({ reason: z.optional(z.string()) })

/** Broadcasts to all servers: drafts, sending now or later, stopping, and the report. */
export const broadcasts = new Hono<GuildEnv>()
  .get('/', developerOnly, query(PageQuery), async (c) => {
    const { createdAt, id } = c.req.valid('query')
    const before = createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined
    return c.json(await listBroadcasts(registryDb(c.env), before), 200)
  })
  .post('/', developerOnly, body(BroadcastDraft), async (c) => {
    const broadcast: Broadcast = {
      ...c.req.valid('json'),
      id: crypto.randomUUID(),
      state: 'draft',
      createdBy: c.var.session.user,
      createdAt: Date.now(),
      sentBy: null,
      scheduledAt: null,
      startedAt: null,
      endedAt: null,
      why: null,
      counts: null,
    }
    await insertBroadcast(registryDb(c.env), broadcast)
    return c.json(broadcast, 201)
  })
  /** Who would get it: how many, how many are skipped and why, and about how long it takes (ms). */
  .post('/audience', developerOnly, body(AudienceQuestion), async (c) => {
    const preview = await previewAudience(registryDb(c.env), c.req.valid('json'))
    const skipped = Object.values(preview.skipped).reduce((sum, count) => sum + count, 0)
    return c.json({ ...preview, expectedMs: expectedMs(preview.targeted - skipped) }, 200)
  })
  .get('/:id', developerOnly, async (c) => {
    const broadcast = await getBroadcast(registryDb(c.env), c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const counts = broadcast.counts ?? (await c.env.BROADCAST.getByName(broadcast.id).counts())
    return c.json({ ...broadcast, counts }, 200)
  })
  .put('/:id', developerOnly, body(BroadcastDraft), async (c) => {
    const db = registryDb(c.env)
    const broadcast = await getBroadcast(db, c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const changed = { ...broadcast, ...c.req.valid('json') }
    const saved = await saveBroadcast(db, changed, { from: ['draft', 'scheduled'] })
    return saved ? c.json(changed, 200) : refuse(c, fail('broadcast_begun'))
  })
  .delete('/:id', developerOnly, async (c) => {
    const gone = await deleteDraft(registryDb(c.env), c.req.param('id'))
    return gone ? c.json({ ok: true as const }, 200) : refuse(c, fail('broadcast_begun'))
  })
  /** Sends it now or at a moment; asked twice it is sent once. */
  .post('/:id/send', developerOnly, body(Send), async (c) => {
    const { confirm, at } = c.req.valid('json')
    const db = registryDb(c.env)
    const broadcast = await getBroadcast(db, c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const now = Date.now()
    if (confirm.trim() !== broadcast.title) return refuse(c, fail('not_confirmed'))
    if (at !== null && at < now - GRACE) return refuse(c, fail('in_the_past'))
    if (at !== null && at > now + FARTHEST)
      return refuse(c, fail('bad_request', { issue: 'at: more than a year ahead' }))
    const scheduledAt = Math.max(at ?? now, now)
    const scheduled: Broadcast = { ...broadcast, state: 'scheduled', scheduledAt, sentBy: c.var.session.user }
    if (!(await saveBroadcast(db, scheduled, { from: ['draft', 'scheduled'] })))
      return refuse(c, fail('broadcast_begun'))
    await c.env.BROADCAST.getByName(broadcast.id).schedule(scheduledAt)
    return c.json(scheduled, 200)
  })
  /** Posts it once into a channel of a server the asker administers; nothing of it is counted. */
  .post('/:id/test', developerOnly, body(Test), async (c) => {
    const { guildId, channelId } = c.req.valid('json')
    const broadcast = await getBroadcast(registryDb(c.env), c.req.param('id'))
    if (!broadcast || !(await knownGuild(c.env, guildId))) return refuse(c, fail('not_found'))
    const access = await callGuild(c.env, guildId, (guild) => guild.access(c.var.session.user.id))
    if (!access.ok) return refuse(c, access)
    if (access.level !== 'admin') return refuse(c, fail('seat_too_low', { seat: access.level, needed: 'admin' }))
    const state = await callGuild(c.env, guildId, (guild) => guild.state())
    if (!state.ok) return refuse(c, state)
    if (!state.channels.some(({ id }) => id === channelId)) return refuse(c, fail('unknown_channel'))
    const { category, title, content, composed } = broadcast
    const sent = await c.env.SENDER.getByName('test').sendTest({ category, title, content, composed }, channelId)
    return sent.ok ? c.json(sent, 200) : refuse(c, sent)
  })
  /** Takes a scheduled one back to a draft. */
  .post('/:id/cancel', developerOnly, async (c) => {
    const db = registryDb(c.env)
    const broadcast = await getBroadcast(db, c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const draft: Broadcast = { ...broadcast, state: 'draft', scheduledAt: null, sentBy: null }
    if (!(await saveBroadcast(db, draft, { from: ['scheduled'] }))) return refuse(c, fail('broadcast_begun'))
    await c.env.BROADCAST.getByName(broadcast.id).schedule(null)
    return c.json(draft, 200)
  })
  /** Stops it while it runs; what is under way still arrives. */
  .post('/:id/stop', developerOnly, async (c) => {
    const stopped = await c.env.BROADCAST.getByName(c.req.param('id')).stop()
    return stopped ? c.json({ ok: true as const }, 200) : refuse(c, fail('broadcast_not_running'))
  })
  /** Tries what failed again, all of it or what failed for one reason. */
  .post('/:id/retry', developerOnly, body(Retry), async (c) => {
    const renewed = await c.env.BROADCAST.getByName(c.req.param('id')).retry(c.req.valid('json').reason)
    return renewed > 0 ? c.json({ renewed }, 200) : refuse(c, fail('nothing_to_retry'))
  })
  .get('/:id/deliveries.csv', developerOnly, async (c) => {
    const id = c.req.param('id')
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="broadcast-${id.replace(/[^\w-]/g, '')}.csv"`,
    }
    return c.body(deliveriesCsv(c.env, id), 200, headers)
  })
  .get('/:id/deliveries', developerOnly, query(DeliveryQuery), async (c) =>
    c.json(await listDeliveries(registryDb(c.env), { id: c.req.param('id'), ...c.req.valid('query') }), 200),
  )
