import { Action, MINUTE, type Outcome, type Person, type Source } from '#schema/contract/action.ts'
import type { AuditEvent } from '#schema/contract/audit.ts'
import type { Case } from '#schema/contract/case.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { AuditEntry } from '#schema/contract/gateway.ts'
import { memberName } from '#schema/contract/guild.ts'
import { snowflakeTime, type Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Access } from '#schema/contract/seat.ts'
import { parseKeys, sign, Signed, verify } from '#schema/contract/signature.ts'
import { lastCaseNumber, listWarnings } from '#schema/queries/cases.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordUser, toPerson } from '#durable-objects/discord/shapes.ts'
import { relog } from './announce.ts'
import { confirmedEvent } from './audit-log/action-event.ts'
import { actionByHand, deedByHand } from './by-hand.ts'
import { CaseBook } from './case-book.ts'
import { CaseWork } from './casework/case-work.ts'
import { tell } from './casework/tell.ts'
import type { Knowledge } from './check.ts'
import type { Chore } from './clock.ts'
import { besideWords, Collisions } from './collisions.ts'
import { Dues } from './due.ts'
import { EvidenceBox } from './evidence/evidence-box.ts'
import { handsFor } from './hands-for.ts'
import { Ladder } from './ladder/ladder.ts'
import { Locks } from './locks.ts'
import { performDeps } from './perform.ts'
import { Queue } from './queue.ts'
import type { ReportDesk } from './reports/report-desk.ts'
import type { RaidHold } from './raid/raid-hold.ts'
import { newRun, type Run } from './run.ts'
import { Runs } from './runs.ts'
import type { Acting, SweepSide } from './sweeps/surroundings.ts'

/** What the action path needs of the rest of the guild's object. */
export interface Surroundings {
  ctx: DurableObjectState
  env: Env
  guildId: Snowflake
  discord: Discord
  db: () => Promise<Db>
  know: Knowledge
  access(userId: Snowflake): Promise<({ ok: true } & Access) | Failure>
  raid: RaidHold
  publish(event: LiveEvent): void
  indexCase(c: Case): void
  /** the same line to Discord for sweeps, which come after what people wait for */
  sweepLine: Discord
  /** what sweeps hear of their runs */
  sweep: SweepSide
  /** tells the guild's audit log */
  audit(event: AuditEvent): void
  /** the reports that actions can answer */
  reports(): Pick<ReportDesk, 'refuseAnswer' | 'answered'>
  /** tells it of what was done by hand, and the case that became of it */
  noteEntry(entry: AuditEntry, found: { number: number | null; people: readonly Person[] }): void
  /** re-arms the alarm */
  wake(): void
}

/** Where a collision can be asked about before anything happens; elsewhere the answer tells of it. */
const ASKS_FIRST: ReadonlySet<Source> = new Set(['dashboard', 'report'])

/** A scheduled end signs itself for this long. */
const OWN_LIFETIME = 60_000

/** The one action path inside the object: what comes in signed, what Discord tells, and what falls due. */
export class ActionPath {
  readonly chores: readonly Chore[]
  /** what the staff do about cases besides acting */
  readonly work: CaseWork
  #around: Surroundings
  #runs: Runs
  #book: CaseBook
  #dues: Dues
  #evidence: EvidenceBox
  #ladder: Ladder
  #queue: Queue
  #collisions: Collisions
  #numbersSeeded = false

  constructor(around: Surroundings) {
    const { ctx, guildId, db, wake, publish, indexCase } = around
    const { sql } = ctx.storage
    this.#around = around
    this.#runs = new Runs(sql)
    this.#runs.forgetOld(Date.now())
    this.#evidence = new EvidenceBox(sql)
    this.#book = new CaseBook({
      sql,
      guildId,
      db,
      wake,
      changed: (now, before, told) => {
        indexCase(now)
        publish({ type: 'case.updated', data: now })
        for (const one of told) tell(one, now, around)
        const shown = now.reason !== before.reason || now.status !== before.status || now.result !== before.result
        if (shown) void relog(now, around)
        if (before.status === 'unknown' && now.status === 'done') around.audit(confirmedEvent(now, Date.now()))
      },
    })
    this.work = new CaseWork({ ...around, storage: ctx.storage, book: this.#book })
    this.#dues = new Dues({
      sql,
      guildId,
      amend: (number, patch) => this.#book.amend(number, patch),
      act: (action) => this.#submitOwn(action),
    })
    this.#ladder = new Ladder({
      sql,
      guildId,
      wake,
      settings: () => around.know.settingsOf(),
      warningsOf: async (userId) => listWarnings(await db(), guildId, userId),
      amend: (number, patch) => this.#book.amend(number, patch),
      act: (action) => this.#submitOwn(action),
    })
    const kept = { runs: this.#runs, locks: new Locks(sql), book: this.#book, evidence: this.#evidence }
    this.#queue = new Queue(
      performDeps({
        around,
        ...kept,
        dues: this.#dues,
        ladder: this.#ladder,
        seedNumbers: () => this.#seedNumbers(),
        nextNumber: () => this.#nextNumber(),
        handsFor: (run) => handsFor(run, { around, ...kept }),
      }),
      this.#runs.unfinished(),
    )
    this.#collisions = new Collisions(this.#runs.since(Date.now() - MINUTE))
    this.chores = [this.#queue, this.#book, this.#dues, this.#ladder]
  }

  /** What opens and changes many cases at once goes by the same book and the same count of numbers. */
  get desk() {
    return {
      changeCases: this.#book.changeMany.bind(this.#book),
      seedNumbers: () => this.#seedNumbers(),
      nextNumber: () => this.#nextNumber(),
    }
  }

  get urgent() {
    return this.#queue.urgent
  }

  /** Takes a signed Action: verifies, answers a known one with its first outcome, performs, records, announces. */
  async submit(signed: unknown): Promise<Outcome> {
    const envelope = Signed.safeParse(signed)
    if (!envelope.success) return fail('bad_request', { issue: 'not a signed envelope' })
    const { keyId, issuedAt, nonce, signature } = envelope.data
    const verified = await verify('action', parseKeys(this.#around.env.ACTION_KEYS), envelope.data, Date.now())
    if (!verified.ok) return verified
    const action = Action.safeParse(verified.body)
    if (!action.success) return fail('bad_request', { issue: action.error.issues[0]?.message ?? 'not an action' })
    if (action.data.guildId !== this.#around.guildId)
      return fail('bad_request', { issue: 'the action is meant for another server' })
    const { report, despite, source, deed } = action.data
    if (report !== undefined) {
      const refusal = await this.#around.reports().refuseAnswer(report, 'targetId' in deed ? deed.targetId : null)
      if (refusal) return refusal
    }
    const known = await this.#known(action.data.id)
    if (known) return known
    if (this.#runs.knowsNonce(nonce)) return fail('replayed')
    const run = newRun(action.data, { keyId, issuedAt, nonce, signature }, Date.now())
    // from here to `accept` without a pause, so that of two at the same moment exactly one is first
    const collision = despite ? null : this.#collisions.find(action.data)
    if (collision && ASKS_FIRST.has(source)) return collision
    if (collision) run.beside = besideWords(collision)
    this.#collisions.note(run)
    this.#queue.accept(run)
    return this.#queue.outcomeOf(run)
  }

  /** What sweeps may do here: each of their targets is an action like any other. */
  acting(): Acting {
    const book = this.#book
    return {
      seedNumbers: () => this.#seedNumbers(),
      takeNumbers: (count) => {
        const first = (this.#runs.lastNumber() ?? 0) + 1
        this.#runs.setLastNumber(first + count - 1)
        return first
      },
      accept: (run) => {
        if (!this.#isKnown(run.action.id)) this.#queue.accept(run)
      },
      giveUp: (sweepId, failure) => this.#queue.giveUp((run) => run.action.sweepId === sweepId, failure),
      endTempbans: (userIds) => {
        const now = Date.now()
        for (const id of userIds) this.#dues.end('tempban', id, now)
      },
      changeCases: (numbers, change) => book.changeMany(numbers, change),
    }
  }

  /** Discord's own audit entry for one of our cases. */
  settle(number: number, entry: Pick<AuditEntry, 'id'>): void {
    if (number > (this.#runs.lastNumber() ?? 0)) return
    const confirmation = { auditEntryId: entry.id, at: snowflakeTime(entry.id) }
    const run = this.#queue.find({ number })
    if (run && (run.step === 'accepted' || run.step === 'numbered')) {
      run.confirmation ??= confirmation
      this.#runs.save(run)
    } else this.#book.amend(number, { confirmation })
  }

  /** What somebody did by hand in Discord becomes a case, once per entry; other kinds of entries change nothing. */
  async recordByHand(entry: AuditEntry): Promise<void> {
    const done = deedByHand(entry)
    if (!done || this.#isKnown(`audit-${entry.id}`)) return
    const { deed, endsAt } = done
    const [target, moderator] = await Promise.all([
      entry.targetId ? this.#personOf(entry.targetId) : null,
      entry.userId ? this.#personOf(entry.userId) : null,
      this.#seedNumbers(),
    ])
    const action = actionByHand(entry, { guildId: this.#around.guildId, deed, moderator })
    if (this.#isKnown(action.id)) return
    const run: Run = {
      ...newRun(action, null, Date.now()),
      step: 'performed',
      status: 'done',
      number: this.#nextNumber(),
      openedAt: action.at,
      target,
      endsAt,
      confirmation: { auditEntryId: entry.id, at: action.at },
      replied: true,
    }
    this.#collisions.note(run)
    this.#queue.acceptDone(run)
    const people = [target, moderator].filter((person) => person !== null)
    this.#around.noteEntry(entry, { number: run.number, people })
  }

  /** Raid mode was ended by hand in Discord. */
  containEnded(): void {
    this.#dues.end('contain', this.#around.guildId, Date.now())
  }

  #isKnown(id: string): boolean {
    return this.#queue.find({ id }) !== undefined || this.#runs.find(id) !== undefined
  }

  async #known(id: string): Promise<Outcome | null> {
    const run = this.#queue.find({ id })
    const outcome = run ? await this.#queue.outcomeOf(run) : this.#runs.find(id)?.outcome
    return outcome ? (outcome.ok ? { ...outcome, duplicate: true } : outcome) : null
  }

  async #submitOwn(action: Action): Promise<Outcome> {
    const keys = parseKeys(this.#around.env.ACTION_KEYS)
    return this.submit(await sign('action', keys, action, { now: Date.now(), lifetime: OWN_LIFETIME }))
  }

  #nextNumber(): number {
    const number = (this.#runs.lastNumber() ?? 0) + 1
    this.#runs.setLastNumber(number)
    return number
  }

  /** Once a life: the count goes on from the highest number of either side. Without D1, the object's own will do. */
  async #seedNumbers(): Promise<void> {
    if (this.#numbersSeeded) return
    try {
      const last = await lastCaseNumber(await this.#around.db(), this.#around.guildId)
      this.#runs.setLastNumber(last)
      this.#numbersSeeded = true
    } catch (error) {
      if (this.#runs.lastNumber() === undefined) throw error
    }
  }

  async #personOf(id: Snowflake): Promise<Person> {
    const { know, discord } = this.#around
    const member = await know.memberOf(id, { fresh: false }).catch(() => null)
    if (member) return { id, name: memberName(member), avatar: member.avatar, bot: member.bot }
    const user = await discord.call({ method: 'GET', route: `/users/${id}`, read: DiscordUser })
    return user.ok ? toPerson(user.value) : { id, name: id }
  }
}
