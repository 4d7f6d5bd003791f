import { fail, type Failure } from '#schema/contract/failure.ts'
import { has, permissionLabel } from '#schema/contract/permission.ts'
import { seatRank } from '#schema/contract/seat.ts'
import { listMembersById } from '#schema/queries/members.ts'
import { logEvent, switchesOf } from '#durable-objects/ops/tell-ops.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { DiscordAway } from '#durable-objects/guild/people.ts'
import type { Bulletin } from './bulletin.ts'
import type { BulkBan } from './bulk-ban.ts'
import { BULK, limitRest } from './estimate.ts'
import { goesInBulk } from './judge-all.ts'
import type { OneByOne } from './one-by-one.ts'
import { hasMore, isGoing, isOver, permissionsFor, type Item, type SweepRecord } from './sweep-record.ts'
import type { SweepStore } from './sweep-store.ts'
import { sweepEvent, type SweepSurroundings } from './surroundings.ts'
import { mayBanInBulk, outrankedBy } from './verdict.ts'

/** How soon to look whether a pause of all sweeps is over, ms. */
const PAUSED = 10_000

/** If the object dies in the middle of a sweep, the alarm brings it back after this. */
const GUARD = 10_000
/** As many go one by one before it is asked again whether they still may. */
const SINGLES = 25

/** Takes sweeps through their chunks, one after the other, and several sweeps beside each other. */
export class Runner implements Chore {
  #around: SweepSurroundings
  #store: SweepStore
  #bulk: BulkBan
  #singles: OneByOne
  #bulletin: Bulletin
  #working = new Set<string>()

  constructor(parts: {
    around: SweepSurroundings
    store: SweepStore
    bulk: BulkBan
    singles: OneByOne
    bulletin: Bulletin
  }) {
    this.#around = parts.around
    this.#store = parts.store
    this.#bulk = parts.bulk
    this.#singles = parts.singles
    this.#bulletin = parts.bulletin
  }

  nextAt(): number | null {
    let next = Infinity
    const now = Date.now()
    for (const record of this.#store.open()) {
      const { state, parkedUntil, id } = record.shown
      if (this.#working.has(id)) next = Math.min(next, now + GUARD)
      else if (isOver(record)) next = Math.min(next, record.logNextAt)
      else if (state === 'running') next = Math.min(next, now)
      else if (state === 'parked') next = Math.min(next, parkedUntil ?? now)
    }
    return next === Infinity ? null : next
  }

  async run(now: number): Promise<void> {
    await Promise.all(
      this.#store.open().map((record) => {
        const { state, parkedUntil } = record.shown
        const due = state === 'running' || (state === 'parked' && (parkedUntil ?? 0) <= now)
        return due || isOver(record) ? this.work(record) : undefined
      }),
    )
  }

  /** Works on a sweep until it is done, parked, paused or stopped. Never throws; one at a time for each. */
  async work(record: SweepRecord): Promise<void> {
    const { id } = record.shown
    if (this.#working.has(id)) return
    this.#working.add(id)
    this.#around.wake()
    try {
      if (isGoing(record)) await this.#goOn(record)
      if (isOver(record)) await this.#close(record)
    } catch (error) {
      console.error('sweep put off', id, error)
      const isBug = !(error instanceof DiscordAway)
      if (isBug) this.#tellDevelopers(record, error)
      if (isGoing(record)) this.#park(record, isBug ? fail('sweep_broke') : fail('discord_down'), 0)
      else record.logNextAt = Math.round(Date.now() + Math.max(GUARD, backoff(++record.attempts)))
    }
    this.#working.delete(id)
    this.#bulletin.changed(record)
    void this.#bulletin.log(record)
    this.#around.wake()
  }

  #tellDevelopers({ shown }: SweepRecord, error: unknown): void {
    const { env, guildId } = this.#around
    const message = `Sweep: ${error instanceof Error ? error.message : String(error)}`.slice(0, 1000)
    logEvent(env, { severity: 'error', type: 'error', guildId, message, detail: { sweepId: shown.id } })
  }

  async #goOn(record: SweepRecord): Promise<void> {
    const { shown } = record
    while (isGoing(record)) {
      if (shown.state === 'parked') Object.assign(shown, { state: 'running', why: null, parkedUntil: null })
      if (!(await this.#stillMay(record)) || !isGoing(record)) return
      void this.#bulletin.log(record)
      if (!(await this.#chunk(record))) return
      this.#bulletin.changed(record)
    }
  }

  /** One chunk; false when the sweep waits or is over. */
  async #chunk(record: SweepRecord): Promise<boolean> {
    if (record.hand) return this.#goBulk(record)
    const pending = this.#store.items.pending(record.seq, { after: 0, limit: BULK })
    const [first] = pending
    if (!first) {
      this.#finish(record)
      return false
    }
    const { know, listWhole } = this.#around
    const [guild, bot] = await Promise.all([know.guildState(), know.botMember()])
    if (!guild || !bot) {
      this.#pause(record, fail('bot_not_in_guild'))
      return false
    }
    const isBulk = (item: Item): boolean => goesInBulk(item, listWhole())
    if (record.shown.dm || !mayBanInBulk(guild, bot) || !isBulk(first)) {
      const alone = record.shown.dm || !mayBanInBulk(guild, bot) ? pending : pending.filter((item) => !isBulk(item))
      await this.#singles.go(record, alone.slice(0, SINGLES))
      return true
    }
    const fit = await this.#stillBelow(record, pending.filter(isBulk))
    if (fit.length === 0 || !isGoing(record)) return true
    await this.#bulk.open(record, fit)
    return this.#goBulk(record)
  }

  async #goBulk(record: SweepRecord): Promise<boolean> {
    const went = await this.#bulk.go(record)
    if (went.ok) {
      record.attempts = 0
      return true
    }
    if (!isGoing(record)) return false
    // resumed meanwhile
    if ('halted' in went) return true
    if ('retry' in went) this.#park(record, went.why, went.retryMs ?? 0)
    else this.#pause(record, went)
    return false
  }

  /** Ranks change: who has come to stand above the asker or the bot since the plan is not banned by it. */
  async #stillBelow(record: SweepRecord, items: readonly Item[]): Promise<Item[]> {
    const { know, db, guildId } = this.#around
    const askerId = record.shown.responsible?.id ?? ''
    const [guild, bot, asker, members] = await Promise.all([
      know.guildState(),
      know.botMember(),
      know.memberOf(askerId, { fresh: false }),
      listMembersById(
        await db(),
        guildId,
        items.map(({ targetId }) => targetId),
      ),
    ])
    if (!guild || !bot) return []
    const here = new Map(members.filter(({ leftAt }) => leftAt === null).map((member) => [member.id, member]))
    return items.filter((item) => {
      const member = here.get(item.targetId)
      const rank = member && outrankedBy(member, 'ban', { guild, bot, asker })
      if (!rank) return true
      const { code, message } = fail(rank === 'outranks_you' ? 'target_outranks_actor' : 'target_outranks_bot')
      this.#store.items.end(record.seq, { ...item, state: 'failed', number: null, failure: { code, message } })
      record.shown.counts.failed++
      return false
    })
  }

  /** Whether sweeps go on at all; whoever answers for it is asked for anew before each chunk; without their seat or permission it is paused. */
  async #stillMay(record: SweepRecord): Promise<boolean> {
    const { responsible, deed } = record.shown
    const off = (await switchesOf(this.#around.env))?.sweeps
    if (off) {
      this.#park(record, fail('sweeps_paused', { reason: off.reason }), PAUSED)
      return false
    }
    const access = responsible ? await this.#around.access(responsible.id) : fail('no_seat')
    if (!access.ok) {
      if (access.code === 'discord_down') this.#park(record, access, 0)
      else this.#pause(record, access)
      return false
    }
    const lacking = [...permissionsFor(deed, this.#store.items.kinds(record.seq))].find(
      (one) => !has(BigInt(access.permissions), one),
    )
    if (seatRank[access.level] < seatRank.moderator)
      this.#pause(record, fail('seat_too_low', { seat: access.level, needed: 'moderator' }))
    else if (lacking) this.#pause(record, fail('missing_permission', { permission: permissionLabel[lacking] }))
    else return true
    return false
  }

  #park(record: SweepRecord, why: Failure, retryMs: number): void {
    record.attempts++
    const { attempts } = record
    const wait = why.code === 'discord_ban_limit' ? limitRest(attempts) : Math.max(backoff(attempts), retryMs)
    const { code, message } = why
    Object.assign(record.shown, {
      state: 'parked',
      why: { code, message },
      parkedUntil: Math.round(Date.now() + wait),
    })
    this.#store.save(record)
  }

  #pause(record: SweepRecord, { code, message }: Failure): void {
    const { shown } = record
    // it may have been halted meanwhile
    if (!isGoing(record)) return
    Object.assign(shown, { state: 'paused', why: { code, message }, parkedUntil: null })
    this.#store.save(record)
    this.#around.audit(sweepEvent('paused', { id: shown.id, actor: null, after: { why: message } }))
  }

  #finish(record: SweepRecord): void {
    const { shown } = record
    Object.assign(shown, { state: 'done', endedAt: Date.now(), why: null, parkedUntil: null })
    this.#store.recount(record)
    this.#store.save(record)
    const { done, failed, unknown } = shown.counts
    this.#around.audit(sweepEvent('finished', { id: shown.id, actor: null, after: { done, failed, unknown } }))
  }

  /** Writes what was left in hand, and tells the end. */
  async #close(record: SweepRecord): Promise<void> {
    if (record.hand) {
      const went = await this.#bulk.letGo(record)
      if (!went.ok) record.logNextAt = Math.round(Date.now() + backoff(++record.attempts))
    }
    this.#store.save(record)
    if (hasMore(record)) await this.#bulletin.log(record)
  }
}
