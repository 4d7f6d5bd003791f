import * as z from 'zod/mini'
import type { CaseStatus } from '#schema/contract/case.ts'
import { fail, FailureCode, type Failure } from '#schema/contract/failure.ts'
import { AuditType } from '#schema/contract/gateway.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { DiscordAuditLog, DiscordBan } from '#durable-objects/discord/shapes.ts'
import { putBan } from '#durable-objects/guild/actions/ban.ts'
import { actionEvent } from '#durable-objects/guild/audit-log/action-event.ts'
import { caseOf, type Run } from '#durable-objects/guild/run.ts'
import { auditReason, caseRangeIn } from '#durable-objects/guild/wording.ts'
import type { Bulletin } from './bulletin.ts'
import type { CaseBatch } from './case-batch.ts'
import type { Confirmations } from './confirmations.ts'
import { isGoing, runOf, type Hand, type Item, type SweepRecord } from './sweep-record.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

const BulkBanned = z.object({ banned_users: z.array(Snowflake), failed_users: z.array(Snowflake) })
/** Discord's codes: none of them was banned; no such ban; no such account. */
const NOBODY = 500000
const UNKNOWN_BAN = 10026
const UNKNOWN_USER = 10013
/** How many pages of the audit log are looked through for what an earlier try did. */
const AUDIT_PAGES = 3

/** How it went: all have their outcome; halted before that; not now; or a refusal that would meet all that follow too. */
export type Went =
  | { ok: true }
  | { ok: false; halted: true }
  | { ok: false; retry: true; retryMs?: number | undefined; why: Failure }
  | Failure

/**
 * Bans up to 200 people by one call. Their numbers are taken and saved before it, their cases written after it by one
 * statement. The call bears repetition: who comes back as failed and was banned by an earlier try counts as done.
 */
export class BulkBan {
  #around: SweepSurroundings
  #store: SweepStore
  #batch: CaseBatch
  #confirmations: Confirmations
  #bulletin: Bulletin

  constructor(parts: {
    around: SweepSurroundings
    store: SweepStore
    batch: CaseBatch
    confirmations: Confirmations
    bulletin: Bulletin
  }) {
    this.#around = parts.around
    this.#store = parts.store
    this.#batch = parts.batch
    this.#confirmations = parts.confirmations
    this.#bulletin = parts.bulletin
  }

  /** Takes these items in hand: from now on each has its case number. */
  async open(record: SweepRecord, items: readonly Item[]): Promise<void> {
    const { acting, ctx } = this.#around
    await acting.seedNumbers()
    ctx.storage.transactionSync(() => {
      const first = acting.takeNumbers(items.length)
      this.#store.items.take(record.seq, items, first)
      record.hand = { first, last: first + items.length - 1, openedAt: Date.now(), sent: false }
      this.#store.save(record)
    })
  }

  /** Bans those in hand who have no outcome yet, and writes the cases of those who have. */
  async go(record: SweepRecord): Promise<Went> {
    const { hand } = record
    if (!hand) return { ok: true }
    const waiting = this.#waiting(record, hand)
    const went: Went = waiting.length > 0 ? await this.#ban(record, { hand, waiting }) : { ok: true }
    const written = await this.#write(record, hand)
    if (!went.ok || !written.ok) return went.ok ? written : went
    record.hand = null
    this.#store.save(record)
    return went
  }

  /** Lets go of those in hand: who has no outcome gets none any more. */
  async letGo(record: SweepRecord): Promise<Went> {
    const { hand } = record
    if (!hand) return { ok: true }
    const left = this.#waiting(record, hand)
    this.#end(record, left, hand.sent ? fail('unknown_outcome') : fail('sweep_stopped'))
    return this.go(record)
  }

  #waiting({ seq }: SweepRecord, { first, last }: Hand): Item[] {
    return this.#store.items.numbered(first, last).filter((one) => one.sweep === seq && one.state === 'pending')
  }

  async #ban(record: SweepRecord, { hand, waiting }: { hand: Hand; waiting: Item[] }): Promise<Went> {
    const { discord, guildId } = this.#around
    const { deed, responsible } = record.shown
    const again = hand.sent
    const confirmed = again ? this.#confirmations.among(hand.first, hand.last) : new Set<number>()
    const isConfirmed = ({ number }: Item): boolean => number !== null && confirmed.has(number)
    this.#end(record, waiting.filter(isConfirmed))
    const left = waiting.filter((item) => !isConfirmed(item))
    if (left.length === 0) return { ok: true }
    hand.sent = true
    this.#store.save(record)
    const answer = await discord.call({
      method: 'POST',
      route: `/guilds/${guildId}/bulk-ban`,
      body: {
        user_ids: left.map(({ targetId }) => targetId),
        delete_message_seconds: 'deleteSeconds' in deed ? deed.deleteSeconds : 0,
      },
      reason: auditReason(`${hand.first}-${hand.last}`, responsible?.name ?? null, deed.reason),
      read: BulkBanned,
      permission: 'banMembers',
    })
    if (!answer.ok && answer.discordCode !== NOBODY) {
      hand.sent = again || answer.sent === 'maybe'
      this.#store.save(record)
      return answer.retry ? { ok: false, retry: true, retryMs: answer.retryMs, why: answer.failure } : answer.failure
    }
    const banned = new Set(answer.ok ? answer.value.banned_users : [])
    this.#end(
      record,
      left.filter(({ targetId }) => banned.has(targetId)),
    )
    const rest = left.filter(({ targetId }) => !banned.has(targetId))
    return this.#sortOut(record, { hand, rest, again })
  }

  /** Bulk ban does not say why someone failed: each is asked for, and banned alone when nothing stands against it. */
  async #sortOut(
    record: SweepRecord,
    { hand, rest, again }: { hand: Hand; rest: readonly Item[]; again: boolean },
  ): Promise<Went> {
    const { discord, guildId } = this.#around
    const { deed, responsible } = record.shown
    const before = again && rest.length > 1 ? await this.#bannedBefore(hand) : new Set<Snowflake>()
    this.#end(
      record,
      rest.filter(({ targetId }) => before.has(targetId)),
    )
    for (const item of rest) {
      if (before.has(item.targetId)) continue
      if (!isGoing(record)) return this.#halted(record, hand, again)
      // two hundred asked for one by one take half a minute
      this.#bulletin.changed(record)
      const route = `/guilds/${guildId}/bans/${item.targetId}` as const
      const ban = await discord.call({ method: 'GET', route, read: DiscordBan, permission: 'banMembers' })
      if (ban.ok) {
        const range = caseRangeIn(ban.value.reason)
        const ours = range !== undefined && range.first >= hand.first && range.last <= hand.last
        this.#end(record, [item], ours ? null : fail('already_banned'))
        continue
      }
      if (ban.retry) return { ok: false, retry: true, retryMs: ban.retryMs, why: ban.failure }
      if (ban.discordCode !== UNKNOWN_BAN) {
        this.#end(record, [item], ban.discordCode === UNKNOWN_USER ? fail('unknown_user') : ban.failure)
        continue
      }
      const deleteSeconds = 'deleteSeconds' in deed ? (deed.deleteSeconds ?? 0) : 0
      const reason = auditReason(item.number ?? 0, responsible?.name ?? null, deed.reason)
      const alone = await putBan({ discord, guildId }, { targetId: item.targetId, deleteSeconds }, reason)
      if (alone.ok) this.#end(record, [item])
      else if (alone.retry) return { ok: false, retry: true, retryMs: alone.retryMs, why: alone.failure }
      else if (alone.failure.code === 'discord_ban_limit') return this.#limited(record, hand, alone.failure)
      // the right to ban was there a moment ago, so it is the rank
      else if (alone.failure.code === 'bot_missing_permission') this.#end(record, [item], fail('target_outranks_bot'))
      else this.#end(record, [item], alone.failure)
    }
    return { ok: true }
  }

  /** All that is left of the hand was refused, and nothing of it is on its way. */
  #limited(record: SweepRecord, hand: Hand, why: Failure): Went {
    hand.sent = false
    this.#store.save(record)
    return { ok: false, retry: true, why }
  }

  /** Whoever is left was refused by this call; only an earlier one may still have reached them. */
  #halted(record: SweepRecord, hand: Hand, again: boolean): Went {
    hand.sent = again
    this.#store.save(record)
    return { ok: false, halted: true }
  }

  /** Whom an earlier try of this very call banned, by Discord's audit log. */
  async #bannedBefore({ first, last }: Hand): Promise<Set<Snowflake>> {
    const { discord, guildId } = this.#around
    const found = new Set<Snowflake>()
    let before: string | undefined
    for (let page = 0; page < AUDIT_PAGES; page++) {
      const log = await discord.call({
        method: 'GET',
        route: `/guilds/${guildId}/audit-logs`,
        query: { action_type: String(AuditType.ban), limit: '100', ...(before ? { before } : {}) },
        read: DiscordAuditLog,
      })
      if (!log.ok) break
      const entries = log.value.audit_log_entries
      for (const { reason, target_id } of entries) {
        const range = caseRangeIn(reason)
        if (target_id && range && range.first >= first && range.last <= last) found.add(target_id)
      }
      before = entries.at(-1)?.id
      if (entries.length < 100) break
    }
    return found
  }

  /** Gives these their outcome: done, unless there is a failure. In one breath with the counts. */
  #end(record: SweepRecord, items: readonly Item[], failure: Failure | null = null): void {
    if (items.length === 0) return
    const { acting, audit, bans, ctx } = this.#around
    const state = failure ? (failure.code === 'unknown_outcome' ? 'unknown' : 'failed') : 'done'
    const shown = failure && { code: failure.code, message: failure.message }
    ctx.storage.transactionSync(() => {
      for (const one of items) {
        const item: Item = { ...one, state, failure: shown }
        this.#store.items.end(record.seq, item)
        audit(actionEvent(endedRun(record, item, Date.now()), Date.now()))
      }
      record.shown.counts[state] += items.length
      if (!failure || failure.code === 'already_banned') for (const { targetId } of items) bans.note(targetId, true)
      if (!failure) acting.endTempbans(items.map(({ targetId }) => targetId))
      this.#store.save(record)
    })
  }

  async #write(record: SweepRecord, hand: Hand): Promise<Went> {
    const ended = this.#store.items
      .numbered(hand.first, hand.last)
      .filter((one) => one.sweep === record.seq && one.state !== 'pending')
    try {
      await this.#batch.write(ended.map((item) => caseOf(endedRun(record, item, hand.openedAt))))
      this.#confirmations.soon()
      return { ok: true }
    } catch (error) {
      console.error('cases of a sweep not written yet', error)
      return { ok: false, retry: true, why: fail('record_away') }
    }
  }
}

const statusOf: Partial<Record<Item['state'], CaseStatus>> = { done: 'done', unknown: 'unknown' }

/** The action of an item that has its outcome, as it was opened at `at` (UTC ms). */
function endedRun(record: SweepRecord, item: Item, at: number): Run {
  const run = runOf(record, item, at)
  run.number = item.number
  run.openedAt = at
  run.status = statusOf[item.state] ?? 'refused'
  if (item.failure)
    run.failure = { ok: false, code: FailureCode.parse(item.failure.code), message: item.failure.message }
  return run
}
