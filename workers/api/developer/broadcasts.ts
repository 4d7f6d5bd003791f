import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import {
  Audience,
  BroadcastCategory,
  BroadcastDraft,
  BroadcastState,
  DeliveryState,
  expectedMs,
} from '#schema/contract/broadcast.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import {
  deleteBroadcast,
  getBroadcast,
  insertBroadcast,
  listBroadcasts,
  saveBroadcast,
} from '#schema/queries/broadcasts.ts'
import { listDeliveries, previewAudience } from '#schema/queries/deliveries.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { tellPages } from '#workers/actions/tell-ops.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { body, query } from '#workers/api/parse.ts'
import { developerOnly } from '#workers/auth/developer-only.ts'
import { knownGuild } from '#workers/auth/known-guild.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { deliveriesCsv } from './deliveries-csv.ts'

/** A moment this little in the past is now; ms. */
const GRACE = 60_000
const FARTHEST = 366 * 86_400_000

/** What a list shows: those on their way or over, or those that wait to be sent. */
const shown = {
  sent: ['sending', 'done', 'stopped'],
  scheduled: ['scheduled', 'held'],
  drafts: ['draft'],
  templates: ['template'],
} as const satisfies Record<string, readonly BroadcastState[]>
const editable: readonly BroadcastState[] = ['draft', 'template', 'scheduled', 'held']
const sendable: readonly BroadcastState[] = ['draft', 'scheduled', 'held']

const PageQuery = z.object({
  show: z.optional(z.enum(['sent', 'scheduled', 'drafts', 'templates'])),
  createdAt: z.optional(z.coerce.number().check(z.int())),
  id: z.optional(z.string()),
})
const DeliveryQuery = z.object({
  state: z.optional(DeliveryState),
  reason: z.optional(z.string()),
  after: z.optional(Snowflake),
})
const AudienceQuestion = z.object({
  audience: Audience,
  category: BroadcastCategory,
  crosspost: z.optional(z.boolean()),
})
const revision = z.int().check(z.minimum(0))
const New = z.extend(BroadcastDraft, { template: z.optional(z.boolean()) })
/** `revision`: of what was read before it was changed */
const Changed = z.extend(BroadcastDraft, { revision })
/** `confirm` is the title, typed again; `at` UTC ms, null: now; `revision` of what was looked at. */
const Send = z.object({ confirm: z.string(), at: z.nullable(z.int()), revision })
const Test = z.object({ guildId: Snowflake, channelId: Snowflake })
const Retry = z.object({ reason: z.optional(z.string()) })

const hasFilter = (audience: Audience): boolean => Object.values(audience).some((value) => value !== undefined)

/** Why it could not be saved: it has begun, or somebody was faster. */
async function refusal(env: Env, id: string, states: readonly BroadcastState[]): Promise<Failure> {
  const now = await getBroadcast(registryDb(env), id)
  return fail(now && states.includes(now.state) ? 'broadcast_changed' : 'broadcast_begun')
}
const told = (env: Env, broadcast: Broadcast): Broadcast => {
  tellPages(env, { type: 'broadcast.changed', broadcast })
  return broadcast
}

/** Broadcasts to all servers: drafts, sending now or later, stopping, and the report. */
export const broadcasts = new Hono<GuildEnv>()
  .get('/', developerOnly, query(PageQuery), async (c) => {
    const { show, createdAt, id } = c.req.valid('query')
    const before = createdAt !== undefined && id !== undefined ? { createdAt, id } : undefined
    const states = show ? shown[show] : BroadcastState.options.filter((state) => state !== 'template')
    return c.json(await listBroadcasts(registryDb(c.env), { states, before }), 200)
  })
  .post('/', developerOnly, body(New), async (c) => {
    const { template, ...draft } = c.req.valid('json')
    const broadcast: Broadcast = {
      ...draft,
      id: crypto.randomUUID(),
      state: template ? 'template' : 'draft',
      revision: 0,
      createdBy: c.var.session.user,
      createdAt: Date.now(),
      sentBy: null,
      scheduledAt: null,
      startedAt: null,
      endedAt: null,
      why: null,
      crossposted: null,
      counts: null,
    }
    await insertBroadcast(registryDb(c.env), broadcast)
    return c.json(told(c.env, broadcast), 201)
  })
  /** Who would get it: how many, how many are skipped and why, and about how long it takes (ms). */
  .post('/audience', developerOnly, body(AudienceQuestion), async (c) => {
    const { crosspost, ...question } = c.req.valid('json')
    const source = crosspost ? await c.env.OPS.getByName('ops').announcementChannel() : null
    const wish = { ...question, crosspostFrom: source?.channelId ?? null }
    const preview = await previewAudience(registryDb(c.env), wish)
    const skipped = Object.values(preview.skipped).reduce((sum, count) => sum + count, 0)
    return c.json({ ...preview, expectedMs: expectedMs(preview.targeted - skipped - preview.followed) }, 200)
  })
  .get('/:id', developerOnly, async (c) => {
    const broadcast = await getBroadcast(registryDb(c.env), c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const isRunning = broadcast.state === 'sending' || broadcast.endedAt === null
    const counts = isRunning ? await c.env.BROADCAST.getByName(broadcast.id).counts() : broadcast.counts
    return c.json({ ...broadcast, counts }, 200)
  })
  .put('/:id', developerOnly, body(Changed), async (c) => {
    const db = registryDb(c.env)
    const broadcast = await getBroadcast(db, c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const saved = await saveBroadcast(db, { ...broadcast, ...c.req.valid('json') }, { from: editable })
    return saved ? c.json(told(c.env, saved), 200) : refuse(c, await refusal(c.env, broadcast.id, editable))
  })
  .delete('/:id', developerOnly, async (c) => {
    const id = c.req.param('id')
    if (!(await deleteBroadcast(registryDb(c.env), id))) return refuse(c, fail('broadcast_begun'))
    tellPages(c.env, { type: 'broadcast.deleted', id })
    return c.json({ ok: true as const }, 200)
  })
  /** Sends it now or at a moment; asked twice it is sent once. */
  .post('/:id/send', developerOnly, body(Send), async (c) => {
    const { confirm, at, revision: seen } = c.req.valid('json')
    const db = registryDb(c.env)
    const broadcast = await getBroadcast(db, c.req.param('id'))
    if (!broadcast) return refuse(c, fail('not_found'))
    const now = Date.now()
    if (!sendable.includes(broadcast.state)) return refuse(c, fail('broadcast_begun'))
    if (confirm.trim() !== broadcast.title) return refuse(c, fail('not_confirmed'))
    if (at !== null && at < now - GRACE) return refuse(c, fail('in_the_past'))
    if (at !== null && at > now + FARTHEST)
      return refuse(c, fail('bad_request', { issue: 'at: more than a year ahead' }))
    if (broadcast.crosspost && hasFilter(broadcast.audience)) return refuse(c, fail('crosspost_to_all'))
    if (broadcast.crosspost && !(await c.env.OPS.getByName('ops').announcementChannel()))
      return refuse(c, fail('no_announcement_channel'))
    const scheduledAt = Math.max(at ?? now, now)
    const sentBy = c.var.session.user
    const scheduled: Broadcast = { ...broadcast, revision: seen, state: 'scheduled', scheduledAt, sentBy, why: null }
    const saved = await saveBroadcast(db, scheduled, { from: sendable })
    if (!saved) return refuse(c, await refusal(c.env, broadcast.id, sendable))
    await c.env.BROADCAST.getByName(broadcast.id).schedule(scheduledAt)
    return c.json(told(c.env, saved), 200)
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
    const draft: Broadcast = { ...broadcast, state: 'draft', scheduledAt: null, sentBy: null, why: null }
    const saved = await saveBroadcast(db, draft, { from: ['scheduled', 'held'] })
    if (!saved) return refuse(c, await refusal(c.env, broadcast.id, ['scheduled', 'held']))
    await c.env.BROADCAST.getByName(broadcast.id).schedule(null)
    return c.json(told(c.env, saved), 200)
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
