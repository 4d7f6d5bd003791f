import type { Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { PlanChange, PlanRequest, Sweep, SweepAnswer, SweepSource } from '#schema/contract/sweep.ts'
import { DiscordUser, toPerson } from '#durable-objects/discord/shapes.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { DiscordAway } from '#durable-objects/guild/people.ts'
import type { Bulletin } from './bulletin.ts'
import { findTargets, type Found } from './find-targets.ts'
import { judgeAll, outlook, type Judged } from './judge-all.ts'
import { wrongState, type Item, type SweepRecord } from './sweep-record.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** A plan that nobody starts is forgotten after this. */
const KEPT = 7 * 86_400_000
/** Verdicts are good for a start within this, ms. */
const FRESH = 60_000
/** Names of so many unseen accounts are looked up after a plan. */
const NAMED = 25
/** Of a source's ids this many are shown. */
const SHOWN = 25
const UNKNOWN_USER = 10013

/** Makes plans, which do nothing to anybody, and changes them. */
export class Planner implements Chore {
  #around: SweepSurroundings
  #store: SweepStore
  #bulletin: Bulletin

  constructor(parts: { around: SweepSurroundings; store: SweepStore; bulletin: Bulletin }) {
    this.#around = parts.around
    this.#store = parts.store
    this.#bulletin = parts.bulletin
  }

  async plan({ source, deed, dm }: PlanRequest, by: Person): Promise<SweepAnswer> {
    const { guildId } = this.#around
    const targets = await findTargets({ source, deed }, await this.#where())
    if (!targets.ok) return targets
    const judged = await judgeAll(targets.found, { deed, askerId: by.id }, this.#around)
    if (!judged.ok) return judged
    const shown: Sweep = {
      id: newId(),
      guildId,
      state: 'planned',
      source: shortened(source),
      deed,
      dm,
      plannedBy: by,
      plannedAt: Date.now(),
      startedBy: null,
      startedAt: null,
      approvedBy: null,
      responsible: null,
      settling: judged.settling,
      endedAt: null,
      why: null,
      parkedUntil: null,
      counts: { total: 0, acting: 0, leftOut: 0, excluded: 0, done: 0, failed: 0, unknown: 0 },
      verdicts: {},
      ...this.#outlook(judged.items, judged, dm),
      undoes: null,
    }
    const fresh = {
      shown,
      judged: { at: Date.now(), askerId: by.id },
      signature: null,
      requestId: null,
      hand: null,
      round: 0,
      attempts: 0,
    }
    const record = this.#around.ctx.storage.transactionSync(() => {
      const stored = this.#store.insert({ ...fresh, log: null, logged: false, logAttempts: 0, logNextAt: 0 })
      this.#store.items.put(stored.seq, judged.items)
      this.#store.recount(stored)
      this.#store.save(stored)
      return stored
    })
    this.#bulletin.changed(record)
    this.#around.wake()
    this.#around.ctx.waitUntil(this.#lookCloser(record, judged.items))
    return { ok: true, sweep: record.shown }
  }

  /** Leaves out, takes in, or does something else to all. */
  async change(record: SweepRecord, change: PlanChange, by: Person): Promise<SweepAnswer> {
    const { deed, dm, leaveOut, takeIn, leaveOutVerdicts, takeInVerdicts } = change
    const { shown, seq } = record
    if (shown.state !== 'planned') return wrongState(record)
    const { items } = this.#store
    if (leaveOut) items.move(seq, 'planned', 'left_out', { positions: leaveOut })
    if (takeIn) items.move(seq, 'left_out', 'planned', { positions: takeIn })
    if (leaveOutVerdicts) items.move(seq, 'planned', 'left_out', { verdicts: leaveOutVerdicts })
    if (takeInVerdicts) items.move(seq, 'left_out', 'planned', { verdicts: takeInVerdicts })
    if (deed) shown.deed = deed
    if (dm !== undefined) shown.dm = dm
    const refusal = deed ? await this.#judgeAnew(record, by.id) : await this.#estimateAnew(record)
    return refusal ?? { ok: true, sweep: shown }
  }

  /** Judges anew for whoever is about to start it, unless that was done for them a moment ago. */
  async freshen(record: SweepRecord, askerId: Snowflake): Promise<Failure | null> {
    const { shown, judged } = record
    const isFresh = judged.askerId === askerId && Date.now() - judged.at < FRESH && !shown.settling
    return shown.state !== 'planned' || isFresh ? null : this.#judgeAnew(record, askerId)
  }

  nextAt(): number | null {
    const planned = this.#store.open().filter(({ shown }) => shown.state === 'planned')
    return planned.length > 0 ? Math.min(...planned.map(({ shown }) => shown.plannedAt)) + KEPT : null
  }

  /** Forgets plans that are too old. */
  async run(now: number): Promise<void> {
    for (const record of this.#store.open())
      if (record.shown.state === 'planned' && record.shown.plannedAt + KEPT <= now) {
        this.#store.remove(record)
        this.#bulletin.discarded(record.shown.id)
      }
  }

  /** The same verdicts, but of others, or told by DM. */
  async #estimateAnew(record: SweepRecord): Promise<Failure | null> {
    const { shown, seq } = record
    const { know } = this.#around
    const asked = Promise.all([know.guildState(), know.botMember(), know.settingsOf()])
    const [guild, bot, settings] = await asked.catch((error: unknown) => {
      if (error instanceof DiscordAway) return [undefined, undefined, undefined]
      throw error
    })
    if (guild === undefined || bot === undefined || settings === undefined) return fail('discord_down')
    if (!guild || !bot) return fail('bot_not_in_guild')
    if (shown.state !== 'planned') return wrongState(record)
    Object.assign(shown, this.#outlook(this.#store.items.all(seq), { guild, bot, settings }, shown.dm))
    this.#store.recount(record)
    this.#store.save(record)
    this.#bulletin.changed(record)
    return null
  }

  /** All verdicts anew, of the same people; who was left out stays so. */
  async #judgeAnew(record: SweepRecord, askerId: Snowflake): Promise<Failure | null> {
    const { shown, seq } = record
    const { deed } = shown
    const before = this.#store.items.all(seq)
    const found = await this.#foundAnew(before, record)
    if (!found.ok) return found
    const judged = await judgeAll(found.found, { deed, askerId }, this.#around)
    if (!judged.ok) return judged
    if (shown.state !== 'planned') return wrongState(record)
    // somebody may have left out more in the meantime
    const leftOut = new Set(
      this.#store.items.all(seq).flatMap(({ state, position }) => (state === 'left_out' ? position : [])),
    )
    const items = judged.items.map((item, i): Item => {
      const { position = item.position, person = null } = before[i] ?? {}
      const state = item.acts && leftOut.has(position) ? 'left_out' : item.state
      return { ...item, position, state, person: item.person ?? person }
    })
    this.#around.ctx.storage.transactionSync(() => {
      this.#store.items.put(seq, items)
      Object.assign(shown, this.#outlook(items, judged, shown.dm), { settling: judged.settling })
      record.judged = { at: Date.now(), askerId }
      this.#store.recount(record)
      this.#store.save(record)
    })
    this.#bulletin.changed(record)
    return null
  }

  /** The same people, each with the case it is about, and what would be done to them now. */
  async #foundAnew(before: readonly Item[], { shown }: SweepRecord): Promise<{ ok: true; found: Found[] } | Failure> {
    const { deed } = shown
    const numbers = before.flatMap(({ about }) => about ?? [])
    const byCase =
      deed.kind === 'reverse' && numbers.length > 0
        ? await findTargets({ source: { type: 'cases', numbers }, deed }, await this.#where())
        : null
    if (byCase && !byCase.ok) return byCase
    const cases = new Map(byCase?.found.map((one) => [one.about, one]))
    const found = before.map(({ targetId, person, about }): Found => {
      const kind = deed.kind === 'reverse' ? (cases.get(about)?.kind ?? null) : deed.kind
      return { id: targetId, person, about, kind, reversed: cases.get(about)?.reversed ?? false }
    })
    return { ok: true, found }
  }

  async #where(): Promise<Parameters<typeof findTargets>[1]> {
    const { guildId, db, selectMembers, casesOf } = this.#around
    return { guildId, selectMembers, casesOf, db: await db(), store: this.#store }
  }

  #outlook(
    items: readonly Item[],
    { guild, bot, settings }: Pick<Judged, 'guild' | 'bot' | 'settings'>,
    dm: boolean,
  ): ReturnType<typeof outlook> {
    return outlook(items, { dm, guild, bot, settings, listWhole: this.#around.listWhole() })
  }

  /** Afterwards: the list of bans when it was late, and who the first of the unseen are. */
  async #lookCloser(record: SweepRecord, items: readonly Item[]): Promise<void> {
    const { bans, discord } = this.#around
    const { shown, seq } = record
    if (shown.settling) {
      await bans.read()
      if (shown.state === 'planned') await this.#judgeAnew(record, shown.plannedBy.id)
    }
    let changed = false
    for (const { position, targetId } of items.filter(({ verdict }) => verdict === 'unseen').slice(0, NAMED)) {
      const user = await discord.call({ method: 'GET', route: `/users/${targetId}`, read: DiscordUser })
      const item = this.#store.items.at(seq, position)
      if (shown.state !== 'planned' || !item || item.targetId !== targetId) return
      if (!user.ok && user.retry) break
      if (user.ok) this.#store.items.put(seq, [{ ...item, person: toPerson(user.value) }])
      else if (user.discordCode === UNKNOWN_USER)
        this.#store.items.put(seq, [{ ...item, verdict: 'unknown_account', acts: false, state: 'excluded' }])
      changed = true
    }
    if (!changed) return
    this.#store.recount(record)
    this.#store.save(record)
    this.#bulletin.changed(record)
    await this.#estimateAnew(record)
  }
}

/** Short enough for an address that is read aloud, too long to be guessed. */
const newId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 16)

function shortened(source: SweepSource): SweepSource {
  if (source.type === 'ids') return { ...source, ids: source.ids.slice(0, SHOWN) }
  return source.type === 'cases' ? { ...source, numbers: source.numbers.slice(0, SHOWN) } : source
}
