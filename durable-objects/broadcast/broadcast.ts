import { DurableObject } from 'cloudflare:workers'
import type { Broadcast as Sent, DeliveryCounts, DeliveryState } from '#schema/contract/broadcast.ts'
import { meter } from '#schema/meters/meter.ts'
import { getBroadcast, saveBroadcast } from '#schema/queries/broadcasts.ts'
import { countDeliveries, listPending, renewFailed, skipRest, snapshotAudience } from '#schema/queries/deliveries.ts'
import { isDeveloper } from '#schema/queries/developers.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { logEvent, switchesOf, tellPages } from '#durable-objects/ops/tell-ops.ts'

/** Servers in one message of the queue: three of them fit into a second of the shared budget. */
const BATCH = 15
/** Messages the queue takes at once. */
const MESSAGES = 50
/** Without news for this long, what is left is handed to the queue again; ms. */
const QUIET = 60_000
/** How soon to look whether a pause of all broadcasts is over; ms. */
const PAUSED = 5_000
/** How long after the last message the counts are taken; ms. */
const SETTLE = 1_000

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

  /** What became of some deliveries. */
  async delivered(results: readonly { state: DeliveryState; reason: string | null }[]): Promise<void> {
    const { kv } = this.ctx.storage
    const counts = kv.get<DeliveryCounts>(COUNTS)
    if (!counts || results.length === 0) return
    for (const { state, reason } of results) {
      counts.pending--
      if (state === 'sent') counts.sent++
      else if (state === 'failed') counts.failed[reason ?? '?'] = (counts.failed[reason ?? '?'] ?? 0) + 1
    }
    kv.put(COUNTS, counts)
    kv.put(HEARD, Date.now())
    this.#tellSoon(counts)
    if (counts.pending <= 0) await this.ctx.storage.setAlarm(Date.now() + SETTLE)
  }

  /** The counts as they stand; null before it began. */
  async counts(): Promise<DeliveryCounts | null> {
    return this.ctx.storage.kv.get<DeliveryCounts>(COUNTS) ?? null
  }

  /** Stops after what is under way; false when it was not running. */
  async stop(): Promise<boolean> {
    const broadcast = await this.#get()
    if (broadcast?.state !== 'sending') return false
    const stopped: Sent = { ...broadcast, state: 'stopped' }
    if (!(await saveBroadcast(this.#db, stopped, { from: ['sending'] }))) return false
    await skipRest(this.#db, broadcast.id, Date.now())
    await this.ctx.storage.setAlarm(Date.now() + SETTLE)
    return true
  }

  /** Tries again what failed, for one reason or any; gives how many, 0 when nothing did or it is still running. */
  async retry(reason: string | undefined): Promise<number> {
    const broadcast = await this.#get()
    if (broadcast?.state !== 'done' && broadcast?.state !== 'stopped') return 0
    const renewed = await renewFailed(this.#db, broadcast.id, reason)
    if (renewed === 0) return 0
    await saveBroadcast(this.#db, { ...broadcast, state: 'sending', endedAt: null }, { from: [broadcast.state] })
    await this.#handOut(broadcast)
    return renewed
  }

  override async alarm(): Promise<void> {
    const broadcast = await this.#get()
    if (!broadcast) return
    const now = Date.now()
    if (broadcast.state === 'scheduled') {
      if ((broadcast.scheduledAt ?? 0) > now) await this.schedule(broadcast.scheduledAt)
      else if ((await switchesOf(this.env))?.broadcasts) await this.schedule(now + PAUSED)
      else await this.#begin(broadcast)
    } else if (broadcast.state === 'sending' || broadcast.state === 'stopped') await this.#look(broadcast)
  }

  /** Fixes who gets it and begins; whoever sent it must still run the bot. */
  async #begin(broadcast: Sent): Promise<void> {
    const { id, audience, category, sentBy } = broadcast
    if (!sentBy || !(await this.#mayStill(sentBy.id))) {
      const why = 'Whoever scheduled it does not run the bot any more.'
      await saveBroadcast(this.#db, { ...broadcast, state: 'cancelled', why }, { from: ['scheduled'] })
      return
    }
    await snapshotAudience(this.#db, { id, audience, category })
    const begun: Sent = { ...broadcast, state: 'sending', startedAt: Date.now() }
    if (!(await saveBroadcast(this.#db, begun, { from: ['scheduled'] }))) return
    this.#log('broadcast_begun', begun)
    await this.#handOut(begun)
  }

  /** Hands what is pending to the queue, from the first; handing out twice sends once. */
  async #handOut({ id }: Sent): Promise<void> {
    const { kv } = this.ctx.storage
    kv.put(COUNTS, await countDeliveries(this.#db, id))
    kv.put(HEARD, Date.now())
    await this.ctx.storage.setAlarm(Date.now() + QUIET)
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
    if (after === '') await this.ctx.storage.setAlarm(Date.now())
  }

  /** Counts what there is: done, or to be looked at again; what nobody spoke of for a while is handed out again. */
  async #look(broadcast: Sent): Promise<void> {
    const { kv } = this.ctx.storage
    const counts = await countDeliveries(this.#db, broadcast.id)
    kv.put(COUNTS, counts)
    if (counts.pending === 0) {
      const state = broadcast.state === 'stopped' ? 'stopped' : 'done'
      const ended: Sent = { ...broadcast, state, endedAt: broadcast.endedAt ?? Date.now(), counts }
      await saveBroadcast(this.#db, ended, { from: [broadcast.state] })
      tellPages(this.env, { type: 'broadcast.changed', broadcast: ended })
      this.#log('broadcast_ended', ended)
      return
    }
    const quiet = Date.now() - (kv.get<number>(HEARD) ?? 0)
    if (quiet < QUIET) await this.ctx.storage.setAlarm(Date.now() + QUIET - quiet)
    else if (broadcast.state === 'sending') await this.#handOut(broadcast)
    else await this.ctx.storage.setAlarm(Date.now() + QUIET)
  }

  #log(type: string, { id, title, counts }: Sent): void {
    const detail = { id, ...(counts && { sent: counts.sent, targeted: counts.targeted }) }
    logEvent(this.env, { severity: 'info', type, guildId: null, message: `Broadcast “${title}”`, detail })
  }

  /** Open pages hear of the progress four times a second at most. */
  #tellSoon(counts: DeliveryCounts): void {
    const now = Date.now()
    if (now - this.#toldAt < TOLD_EVERY) return
    this.#toldAt = now
    void this.#get().then((broadcast) => {
      if (broadcast) tellPages(this.env, { type: 'broadcast.changed', broadcast: { ...broadcast, counts } })
    })
  }

  async #mayStill(userId: string): Promise<boolean> {
    return userId === this.env.DEVELOPER_USER_ID || (await isDeveloper(this.#db, userId))
  }

  #get(): Promise<Sent | undefined> {
    return getBroadcast(this.#db, this.ctx.id.name ?? '')
  }
}
