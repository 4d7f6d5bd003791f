import { fail, type Failure } from '#schema/contract/failure.ts'
import { has, permissionLabel } from '#schema/contract/permission.ts'
import { seatRank } from '#schema/contract/seat.ts'
import { parseKeys, Signed, verify } from '#schema/contract/signature.ts'
import { SweepOrder, type SweepAnswer, type SweepCommand } from '#schema/contract/sweep.ts'
import type { Bulletin } from './bulletin.ts'
import type { Planner } from './planner.ts'
import type { Runner } from './runner.ts'
import { isGoing, permissionsFor, wrongState, type SweepRecord } from './sweep-record.ts'
import type { SweepStore } from './sweep-store.ts'
import { sweepEvent, type SweepSurroundings } from './surroundings.ts'

const NONCES = 'sweeps.nonces'
const past: Record<SweepCommand, string> = {
  start: 'started',
  approve: 'approved',
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  retry: 'retried',
  discard: 'discarded',
}
/** Commands after which it acts in the name of their giver. */
const BINDS = new Set<SweepCommand>(['start', 'resume', 'retry'])
/** Those by which something is done to people, and which therefore take the permission for it. */
const ACTS = new Set<SweepCommand>(['start', 'approve', 'resume', 'retry'])

/** Takes signed orders: verifies each, asks anew whether its giver may, and moves the sweep. */
export class Orders {
  #around: SweepSurroundings
  #store: SweepStore
  #planner: Planner
  #runner: Runner
  #bulletin: Bulletin

  constructor(parts: {
    around: SweepSurroundings
    store: SweepStore
    planner: Planner
    runner: Runner
    bulletin: Bulletin
  }) {
    this.#around = parts.around
    this.#store = parts.store
    this.#planner = parts.planner
    this.#runner = parts.runner
    this.#bulletin = parts.bulletin
  }

  async take(signed: unknown): Promise<SweepAnswer> {
    const { env, guildId, audit } = this.#around
    const envelope = Signed.safeParse(signed)
    if (!envelope.success) return fail('bad_request', { issue: 'not a signed envelope' })
    const verified = await verify('sweep', parseKeys(env.ACTION_KEYS), envelope.data, Date.now())
    if (!verified.ok) return verified
    const parsed = SweepOrder.safeParse(verified.body)
    if (!parsed.success) return fail('bad_request', { issue: parsed.error.issues[0]?.message ?? 'not an order' })
    const order = parsed.data
    if (order.guildId !== guildId) return fail('bad_request', { issue: 'the order is meant for another server' })
    const record = this.#store.find(order.sweepId)
    if (!record) return fail('no_such_sweep')
    // asked again after a lost line, the same order is answered and not carried out
    if (!this.#isNew(envelope.data)) return { ok: true, sweep: record.shown }
    const refusal =
      (await this.#refuseGiver(record, order)) ??
      (order.command === 'start' ? await this.#planner.freshen(record, order.actor.id) : null) ??
      this.#refuse(record, order)
    if (refusal) return refusal
    const { keyId, issuedAt, nonce, signature } = envelope.data
    if (BINDS.has(order.command))
      Object.assign(record, { signature: { keyId, issuedAt, nonce, signature }, requestId: order.requestId })
    this.#carryOut(record, order)
    const { acting } = record.shown.counts
    const after = { kind: record.shown.deed.kind, acting }
    audit(sweepEvent(past[order.command], { id: order.sweepId, actor: order.actor, requestId: order.requestId, after }))
    return { ok: true, sweep: record.shown }
  }

  async #refuseGiver(record: SweepRecord, { actor, command }: SweepOrder): Promise<Failure | null> {
    const access = await this.#around.access(actor.id)
    if (!access.ok) return access
    if (seatRank[access.level] < seatRank.moderator)
      return fail('seat_too_low', { seat: access.level, needed: 'moderator' })
    if (!ACTS.has(command)) return null
    const needed = permissionsFor(record.shown.deed, this.#store.items.kinds(record.seq))
    const lacking = [...needed].find((one) => !has(BigInt(access.permissions), one))
    return lacking ? fail('missing_permission', { permission: permissionLabel[lacking] }) : null
  }

  #refuse(record: SweepRecord, { command, actor, acting }: SweepOrder): Failure | null {
    const { shown } = record
    const { state, counts, startedBy } = shown
    const fits: Record<SweepCommand, boolean> = {
      start: state === 'planned',
      approve: state === 'awaiting_approval',
      pause: isGoing(record),
      resume: state === 'paused' || state === 'parked',
      stop: isGoing(record) || state === 'paused' || state === 'awaiting_approval',
      // a stopped one has people it never reached, who would be acted on as well
      retry: (state === 'done' || state === 'paused') && counts.failed > 0 && record.hand === null && !shown.droppedAt,
      discard: state === 'planned' || state === 'awaiting_approval',
    }
    if (!fits[command]) return wrongState(record)
    if (command === 'retry' && !this.#store.items.canRetry(record.seq)) return fail('sweep_only_unknown')
    const seen = command === 'start' || command === 'approve' ? acting : undefined
    if (seen !== undefined && seen !== counts.acting) return fail('sweep_changed', { acting: counts.acting })
    if (command === 'start' && counts.acting === 0) return fail('sweep_nobody')
    return command === 'approve' && actor.id === startedBy?.id ? fail('sweep_needs_another') : null
  }

  #carryOut(record: SweepRecord, { command, actor }: SweepOrder): void {
    const { shown, seq } = record
    const { items } = this.#store
    const run = { state: 'running', why: null, parkedUntil: null } as const
    switch (command) {
      case 'start': {
        const undoes = shown.source.type === 'sweep' && shown.deed.kind === 'reverse' ? shown.source.sweepId : null
        Object.assign(shown, { startedBy: actor, startedAt: Date.now(), responsible: actor, undoes })
        items.move(seq, 'planned', 'pending')
        // some may have turned out to be no account since it was counted
        this.#store.recount(record)
        if (shown.needsApproval) shown.state = 'awaiting_approval'
        else Object.assign(shown, run)
        break
      }
      case 'approve':
        Object.assign(shown, run, { approvedBy: actor })
        break
      case 'pause':
        Object.assign(shown, { state: 'paused', why: null, parkedUntil: null })
        break
      case 'resume':
        Object.assign(shown, run, { responsible: actor })
        record.attempts = 0
        break
      case 'retry':
        items.retry(seq)
        Object.assign(shown, run, { responsible: actor, endedAt: null })
        Object.assign(record, { attempts: 0, round: record.round + 1, logged: false, logAttempts: 0 })
        this.#store.recount(record)
        break
      case 'stop':
        Object.assign(shown, { state: 'stopped', endedAt: Date.now(), why: null, parkedUntil: null })
        break
      case 'discard':
        this.#store.remove(record)
        return this.#bulletin.discarded(shown.id)
    }
    this.#store.save(record)
    this.#bulletin.changed(record)
    if (command === 'stop') this.#around.acting.giveUp(shown.id, fail('sweep_stopped'))
    this.#around.ctx.waitUntil(this.#runner.work(record))
  }

  /** Whether this order was not taken before; remembers it for as long as it could be sent again. */
  #isNew({ nonce, expiresAt }: Signed): boolean {
    const { kv } = this.#around.ctx.storage
    const known = kv.get<{ nonce: string; until: number }[]>(NONCES) ?? []
    if (known.some((one) => one.nonce === nonce)) return false
    const fresh = known.filter(({ until }) => until > Date.now())
    kv.put(NONCES, [...fresh, { nonce, until: expiresAt + 60_000 }])
    return true
  }
}
