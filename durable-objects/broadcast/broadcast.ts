import { DurableObject } from 'cloudflare:workers'
import type { Broadcast as Sent, Crosspost, DeliveryCounts, DeliveryState } from '#schema/contract/broadcast.ts'
import { meter } from '#schema/meters/meter.ts'
import { getBroadcast, saveBroadcast } from '#schema/queries/broadcasts.ts'
import {
  countDeliveries,
  listPending,
  renewFailed,
  settleFollowing,
  skipRest,
  snapshotAudience,
} from '#schema/queries/deliveries.ts'
import { isDeveloper } from '#schema/queries/developers.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { announcementChannelOf, logEvent, switchesOf, tellPages } from '#durable-objects/ops/tell-ops.ts'

/** Servers in one message of the queue: three of them fit into a second of the shared budget. */
const BATCH = 15
/** Messages the queue takes at once. */
const MESSAGES = 50
/** Without news for this long, what is left is handed to the queue again; ms. */
const QUIET = 60_000
/** How soon to look whether a pause of all broadcasts is over; ms. */
const PAUSED = 5_000
/** How long after the last message the counts are taken; ms. */
const SETTLE = 500
/** After it was cut off it goes on this soon, ms. */
const RESUME = 1_000
/** Longer than this the servers that follow are not kept waiting for Discord's limit on crossposts: each is told by itself. */
const LONGEST_CROSSPOST = 30_000

const HEARD = 'heard'
const COUNTS = 'counts'
const TOLD_EVERY = 250

/**
 * One broadcast: begins at its moment, fixes who gets it, hands them to the queue in batches, and knows when all is done. The
 * rows in D1 are what counts; the object holds only how far the handing out is, and the counts as they are told.
 */
export class Broadcast extends DurableObject<Env> {
  #db = registryDb(this.env)
  #toldAt = 0
  /** whether this life of the object handed out what is pending: the queue may have lost what an earlier one did */
  #handedOut = false
  #crossposting: Promise<void> | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    if ((ctx.storage.kv.get<DeliveryCounts>(COUNTS)?.pending ?? 0) > 0) ctx.waitUntil(this.#soon(RESUME))
  }

  /** Sets when it is to begin (UTC ms), or that it is not to. */
  async schedule(at: number | null): Promise<void> {
    if (at === null) await this.ctx.storage.deleteAlarm()
    else await this.ctx.storage.setAlarm(Math.max(at, Date.now()))
  }

  /** Looks after itself: begins when its moment has come, hands out again what was lost. True: it had missed its alarm. */
  async wake(): Promise<boolean> {
    if ((await this.ctx.storage.getAlarm()) !== null) return false
    await this.ctx.storage.setAlarm(Date.now())
    return true
  }

  /** Whether it is to look after itself again. */
  async isWaiting(): Promise<boolean> {
    return (await this.ctx.storage.getAlarm()) !== null
  }

  /** What became of some deliveries. */
  async delivered(results: readonly { state: DeliveryState; reason: string | null }[]): Promise<void> {
    const { kv } = this.ctx.storage
    const counts = kv.get<DeliveryCounts>(COUNTS)
    if (!counts || results.length === 0) return
    for (const { state, reason } of results) {
      counts.pending--
      if (state === 'sent') counts.sent++
      else if (state === 'failed' || state === 'skipped') {
        const causes = counts[state]
        causes[reason ?? '?'] = (causes[reason ?? '?'] ?? 0) + 1
      }
    }
    kv.put(COUNTS, counts)
    kv.put(HEARD, Date.now())
    this.#tellSoon(counts)
    if (counts.pending <= 0) await this.#soon(SETTLE)
  }

  /** The counts as they stand; null before it began. */
  async counts(): Promise<DeliveryCounts | null> {
    return this.ctx.storage.kv.get<DeliveryCounts>(COUNTS) ?? null
  }

  /** Stops after what is under way; false when it was not running. */
  async stop(): Promise<boolean> {
    const broadcast = await this.#get()
    if (broadcast?.state !== 'sending') return false
    // the one post is made or it is not: no stop falls between
    await this.#crossposting
    return this.#stop()
  }

  async #stop(): Promise<boolean> {
    const broadcast = await this.#get()
    if (broadcast?.state !== 'sending') return false
    const stopped = await saveBroadcast(this.#db, { ...broadcast, state: 'stopped' }, { from: ['sending'] })
    if (!stopped) return false
    await skipRest(this.#db, broadcast.id, Date.now())
    await this.#count(stopped)
    await this.#soon(SETTLE)
    return true
  }

  /** Tries again what failed, for one reason or any; gives how many, 0 when nothing did or it is still running. */
  async retry(reason: string | undefined): Promise<number> {
    const broadcast = await this.#get()
    if (broadcast?.state !== 'done' && broadcast?.state !== 'stopped') return 0
    const again: Sent = { ...broadcast, state: 'sending', endedAt: null }
    const saved = await saveBroadcast(this.#db, again, { from: [broadcast.state] })
    if (!saved) return 0
    const renewed = await renewFailed(this.#db, broadcast.id, reason)
    if (renewed === 0) await saveBroadcast(this.#db, { ...broadcast, revision: saved.revision }, { from: ['sending'] })
    else await this.#handOut(saved)
    return renewed
  }

  override async alarm(): Promise<void> {
    const broadcast = await this.#get()
    if (!broadcast) return
    const now = Date.now()
    if (broadcast.state === 'scheduled') {
      if ((broadcast.scheduledAt ?? 0) > now) await this.schedule(broadcast.scheduledAt)
      else if (await this.#isPaused()) await this.schedule(now + PAUSED)
      else await this.#begin(broadcast)
    } else if (broadcast.state === 'sending' || broadcast.state === 'stopped') await this.#look(broadcast)
  }

  /** Begins; whoever sent it must still run the bot, or another developer must. */
  async #begin(broadcast: Sent): Promise<void> {
    const { sentBy } = broadcast
    if (!sentBy || !(await this.#mayStill(sentBy.id))) {
      const why = `${sentBy?.name ?? 'Whoever scheduled it'} does not run the bot any more.`
      const held = await saveBroadcast(this.#db, { ...broadcast, state: 'held', why }, { from: ['scheduled'] })
      return held ? this.#tell(held) : this.#soon(0)
    }
    const source = broadcast.crosspost ? await announcementChannelOf(this.env) : null
    const crossposted: Crosspost | null = source && {
      channelId: source.channelId,
      state: 'open',
      messageId: null,
      reason: null,
    }
    const begun: Sent = { ...broadcast, state: 'sending', startedAt: Date.now(), crossposted }
    const saved = await saveBroadcast(this.#db, begun, { from: ['scheduled'] })
    // somebody changed it at this very moment: what they wrote is what goes out
    if (!saved) return this.#soon(0)
    this.#log('broadcast_begun', saved)
    await this.#fix(saved)
  }

  /** Fixes who gets it. Doing it again, after it was cut off, adds nothing. */
  async #fix(begun: Sent): Promise<void> {
    const { id, audience, category, crossposted } = begun
    await snapshotAudience(this.#db, id, { audience, category, crosspostFrom: crossposted?.channelId ?? null })
    await this.#handOut(begun)
    if (crossposted?.state === 'open') await this.#crosspost(begun, crossposted)
  }

  #crosspost(broadcast: Sent, open: Crosspost): Promise<void> {
    return (this.#crossposting ??= this.#carry(broadcast, open).finally(() => (this.#crossposting = null)))
  }

  /** Posts it once for all who follow. When Discord refuses that, they are told one by one. */
  async #carry(broadcast: Sent, open: Crosspost): Promise<void> {
    const done = await this.env.SENDER.getByName('crosspost').crosspost(broadcast, open.channelId)
    if (!done.ok && done.retryMs !== null && done.retryMs < LONGEST_CROSSPOST) return this.#soon(done.retryMs)
    const { id } = broadcast
    const messageId = done.ok ? done.messageId : null
    await settleFollowing(this.#db, { id, to: done.ok ? 'followed' : 'pending', messageId, now: Date.now() })
    const crossposted: Crosspost = done.ok
      ? { ...open, state: 'done', messageId }
      : { ...open, state: 'refused', reason: done.failure.code }
    const now = await this.#get()
    const saved = now && (await saveBroadcast(this.#db, { ...now, crossposted }, { from: ['sending', 'stopped'] }))
    if (saved?.state === 'sending' && !done.ok) await this.#handOut(saved)
    else await this.#soon(0)
  }

  /** Hands what is pending to the queue, from the first; handing out twice sends once. */
  async #handOut(broadcast: Sent): Promise<void> {
    const { id } = broadcast
    const counts = await this.#count(broadcast)
    this.ctx.storage.kv.put(HEARD, Date.now())
    this.#handedOut = true
    await this.ctx.storage.setAlarm(Date.now() + (counts.pending === 0 ? 0 : QUIET))
    let after = ''
    for (;;) {
      const guildIds = await listPending(this.#db, { id, after, limit: BATCH * MESSAGES })
      const last = guildIds.at(-1)
      if (last === undefined) break
      const messages: { body: { broadcastId: string; guildIds: string[] } }[] = []
      for (let i = 0; i < guildIds.length; i += BATCH)
        messages.push({ body: { broadcastId: id, guildIds: guildIds.slice(i, i + BATCH) } })
      await this.env.BROADCASTS.sendBatch(messages)
      meter.add('queue.sent', messages.length)
      after = last
    }
  }

  /** Takes the counts from the rows, and tells the open pages. */
  async #count(broadcast: Sent): Promise<DeliveryCounts> {
    const counts = await countDeliveries(this.#db, broadcast.id)
    this.ctx.storage.kv.put(COUNTS, counts)
    this.#tell({ ...broadcast, counts })
    return counts
  }

  /** Counts what there is: done, or to be looked at again; what nobody spoke of for a while is handed out again. */
  async #look(broadcast: Sent): Promise<void> {
    const { kv } = this.ctx.storage
    const { crossposted } = broadcast
    if (!kv.get(COUNTS)) return this.#fix(broadcast)
    const counts = await countDeliveries(this.#db, broadcast.id)
    kv.put(COUNTS, counts)
    if (counts.pending === 0) return this.#end(broadcast, counts)
    if (await this.#isPaused()) {
      this.#handedOut = false
      return this.#soon(PAUSED)
    }
    if (crossposted?.state === 'open' && broadcast.state === 'sending') await this.#crosspost(broadcast, crossposted)
    const quiet = Date.now() - (kv.get<number>(HEARD) ?? 0)
    if (!this.#handedOut || quiet >= QUIET) await this.#handOut(broadcast)
    else await this.#soon(QUIET - quiet)
  }

  async #end(broadcast: Sent, counts: DeliveryCounts): Promise<void> {
    const { state, endedAt } = broadcast
    const over: Sent = {
      ...broadcast,
      state: state === 'stopped' ? 'stopped' : 'done',
      endedAt: endedAt ?? Date.now(),
      counts,
    }
    const ended = await saveBroadcast(this.#db, over, { from: [state] })
    if (!ended) return this.#soon(0)
    this.#tell(ended)
    this.#log('broadcast_ended', ended)
  }

  /** Sees to it that the alarm rings in `ms` at the latest. */
  async #soon(ms: number): Promise<void> {
    const at = await this.ctx.storage.getAlarm()
    if (at === null || at > Date.now() + ms) await this.ctx.storage.setAlarm(Date.now() + ms)
  }

  async #isPaused(): Promise<boolean> {
    return Boolean((await switchesOf(this.env))?.broadcasts)
  }

  #log(type: string, { id, title, counts }: Sent): void {
    const detail = { id, ...(counts && { sent: counts.sent, targeted: counts.targeted }) }
    logEvent(this.env, { severity: 'info', type, guildId: null, message: `Broadcast “${title}”`, detail })
  }

  #tell(broadcast: Sent): void {
    tellPages(this.env, { type: 'broadcast.changed', broadcast })
  }

  /** Open pages hear of the progress four times a second at most. */
  #tellSoon(counts: DeliveryCounts): void {
    const now = Date.now()
    if (now - this.#toldAt < TOLD_EVERY) return
    this.#toldAt = now
    void this.#get().then((broadcast) => broadcast && this.#tell({ ...broadcast, counts }))
  }

  async #mayStill(userId: string): Promise<boolean> {
    return userId === this.env.DEVELOPER_USER_ID || (await isDeveloper(this.#db, userId))
  }

  #get(): Promise<Sent | undefined> {
    return getBroadcast(this.#db, this.ctx.id.name ?? '')
  }
}
