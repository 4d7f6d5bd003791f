import type { Person } from '#schema/contract/action.ts'
import type { AuditEvent } from '#schema/contract/audit.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Filing, Report, ReportChange, ReportDraft } from '#schema/contract/report.ts'
import { seatRank } from '#schema/contract/seat.ts'
import { getReport, lastReportNumber } from '#schema/queries/reports.ts'
import type { Surroundings } from '#durable-objects/guild/action-path.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { Turns } from '#durable-objects/guild/turns.ts'
import { changed, joined, opened, withCase } from './changed.ts'
import { Drafts } from './drafts.ts'
import { FilingLimit } from './filing-limit.ts'
import { isStaff } from './is-staff.ts'
import { Retention } from './retention.ts'
import { Rounds } from './rounds.ts'
import { Shelf } from './shelf.ts'

export type Filed = { ok: true; number: number; joined: boolean }
export interface Decision {
  number: number
  change: ReportChange
  by: Person
  requestId: string | null
}

const pastOf = {
  take: 'report.taken',
  release: 'report.released',
  dismiss: 'report.dismissed',
  reopen: 'report.reopened',
} as const

/** What members report: filed, joined, decided. Kept here first; what follows from it outside is done by the rounds. */
export class ReportDesk {
  readonly chores: readonly Chore[]
  /** forgets what is kept no longer; runs by itself once a day */
  readonly retention: Retention
  #around: Surroundings
  #shelf: Shelf
  #drafts: Drafts
  #limit: FilingLimit
  #rounds: Rounds
  #turns = new Turns()

  constructor(around: Surroundings) {
    const { storage } = around.ctx
    this.#around = around
    this.#shelf = new Shelf(storage)
    this.#drafts = new Drafts(storage.sql)
    this.#limit = new FilingLimit(storage.sql)
    this.#rounds = new Rounds(around, this.#shelf)
    this.retention = new Retention(around, () => this.#shelf.lastNumber !== undefined)
    this.chores = [this.#rounds, this.retention]
  }

  /** how many wait for somebody to take them */
  get open(): number {
    return this.#shelf.open
  }

  keepDraft(reporterId: Snowflake, draft: ReportDraft): void {
    this.#drafts.keep(reporterId, draft, Date.now())
  }

  /** Files a report, or joins it to the open one of the same message; filing it again under the same id changes nothing. */
  async file(filing: Filing): Promise<Filed | Failure> {
    const { reporter, of } = filing
    const about = 'draftId' in of ? this.#drafts.find(reporter.id, of.draftId) : { target: of.target, message: null }
    if (!about) return this.#filedBefore(filing) ?? fail('report_form_expired')
    const refusal = await this.#refuseTarget(about.target, reporter.id)
    if (refusal) return refusal
    await this.#seedNumbers()
    const now = Date.now()
    const same = this.#find((r) =>
      about.message ? r.message?.messageId === about.message.messageId : isOwn(r, reporter.id, about.target.id),
    )
    if (same?.reporters.some((one) => one.filingId === filing.id))
      return { ok: true, number: same.number, joined: false }
    if (same?.reporters.some(({ person }) => person.id === reporter.id))
      return fail('report_repeated', { number: same.number })
    const tooMany = this.#limit.refuse(reporter.id, now)
    if (tooMany) return tooMany

    const { guildId } = this.#around
    const report = same
      ? joined(same, filing, now)
      : opened(filing, { guildId, number: this.#nextNumber(), target: about.target, message: about.message }, now)
    this.#limit.note(reporter.id, now)
    this.#drafts.forget(reporter.id)
    this.#keep(report)
    const { topic, text, surface } = filing
    this.#tellLog(report, {
      type: same ? 'report.joined' : 'report.opened',
      actor: reporter,
      surface,
      before: null,
      after: { topic, text, message: about.message?.messageId ?? null },
      requestId: filing.id,
    })
    await this.#rounds.go(report.number, same ? 'report.updated' : 'report.opened')
    return { ok: true, number: report.number, joined: same !== undefined }
  }

  /** A moderator's decision. Refusals: no_such_report, report_changed, report_not_open, report_open, not_staff. */
  async change({ number, change, by, requestId }: Decision): Promise<{ ok: true; report: Report } | Failure> {
    const to = change.do === 'take' && change.to ? await this.#assignee(change.to) : by
    if ('ok' in to) return to
    const after = await this.#turns.take(async () => {
      const before = await this.#get(number)
      if (!before) return fail('no_such_report', { number })
      const next = changed(before, change, { by, to, now: Date.now() })
      if ('ok' in next) return next
      this.#keep(next)
      const surface = 'dashboard' as const
      this.#tellLog(next, { type: pastOf[change.do], actor: by, surface, requestId, ...difference(before, next) })
      return next
    })
    if ('ok' in after) return after
    await this.#rounds.go(number, 'report.updated')
    return { ok: true, report: this.#shelf.all.get(number)?.report ?? after }
  }

  /** Why an action on this person cannot answer this report; null when it can. */
  async refuseAnswer(number: number, targetId: Snowflake | null): Promise<Failure | null> {
    const report = await this.#get(number)
    if (!report) return fail('no_such_report', { number })
    return report.target.id === targetId ? null : fail('report_of_another', { number })
  }

  /** An action that answers a report became a case; again and again is the same as once. */
  async answered(done: {
    report: number
    number: number
    by: Person | null
    tookEffect: boolean
    answer: string | null
  }): Promise<void> {
    const isNews = await this.#turns.take(async () => {
      const before = await this.#get(done.report)
      if (!before || before.cases.includes(done.number)) return false
      const after = withCase(before, done, Date.now())
      this.#keep(after)
      if (after.state !== before.state)
        this.#tellLog(after, {
          type: 'report.resolved',
          actor: done.by,
          surface: 'report',
          requestId: null,
          ...difference(before, after),
        })
      return true
    })
    if (isNews) void this.#rounds.go(done.report, 'report.updated')
  }

  async #refuseTarget(target: Person, reporterId: Snowflake): Promise<Failure | null> {
    if (target.id === reporterId) return fail('report_of_self')
    if (target.bot) return fail('report_of_bot')
    const { access, know } = this.#around
    if ((await access(target.id)).ok) return fail('report_of_staff')
    // without Discord a report is taken rather than lost
    const [guild, member] = await Promise.all([
      know.guildState().catch(() => null),
      know.memberOf(target.id, { fresh: false }).catch(() => null),
    ])
    return guild && member && isStaff(guild, member) ? fail('report_of_staff') : null
  }

  async #assignee(id: Snowflake): Promise<Person | Failure> {
    const access = await this.#around.access(id)
    if (!access.ok || seatRank[access.level] < seatRank.moderator) return fail('not_staff')
    const member = await this.#around.know.memberOf(id, { fresh: false }).catch(() => null)
    return { id, name: access.name, avatar: member?.avatar ?? null }
  }

  /** Once a life: numbers go on from the highest in the record. */
  async #seedNumbers(): Promise<void> {
    if (this.#shelf.lastNumber !== undefined) return
    const last = await lastReportNumber(await this.#around.db(), this.#around.guildId)
    this.#shelf.lastNumber = Math.max(this.#shelf.lastNumber ?? 0, last)
  }

  #nextNumber(): number {
    const number = (this.#shelf.lastNumber ?? 0) + 1
    this.#shelf.lastNumber = number
    return number
  }

  async #get(number: number): Promise<Report | undefined> {
    const here = this.#shelf.all.get(number)
    if (here) return here.report
    const { db, guildId } = this.#around
    const found = await getReport(await db(), guildId, number)
    return this.#shelf.all.get(number)?.report ?? found
  }

  #find(fits: (report: Report) => boolean): Report | undefined {
    for (const { report } of this.#shelf.all.values()) if (report.endedAt === null && fits(report)) return report
    return undefined
  }

  #filedBefore({ id }: Filing): Filed | null {
    const found = this.#find((report) => report.reporters.some((one) => one.filingId === id))
    return found ? { ok: true, number: found.number, joined: found.reporters[0]?.filingId !== id } : null
  }

  /** Keeps the report as it is now, with all that has to follow. */
  #keep(report: Report): void {
    const before = this.#shelf.all.get(report.number)
    const closes = report.endedAt !== null && before?.report.turn !== report.turn
    const tell = closes ? (report.answer ? report.reporters.map(({ person }) => person.id) : []) : before?.tell
    const errands = { carry: 'now' as const, post: true, nextAt: Date.now(), attempts: 0 }
    this.#shelf.save({ report, tell: report.endedAt === null ? [] : (tell ?? []), ...errands })
  }

  #tellLog(
    report: Report,
    event: Pick<AuditEvent, 'type' | 'actor' | 'surface' | 'before' | 'after' | 'requestId'>,
  ): void {
    const target = { type: 'report' as const, id: String(report.number), name: report.target.name }
    this.#around.audit({ category: 'report', at: report.changedAt, target, ...event })
  }
}

/** A report of the person as such, by the same reporter. */
const isOwn = (r: Report, reporterId: Snowflake, targetId: Snowflake): boolean =>
  r.message === null && r.target.id === targetId && r.reporters.some(({ person }) => person.id === reporterId)

/** What a decision changed, for the audit log. */
function difference(before: Report, after: Report): Pick<AuditEvent, 'before' | 'after'> {
  const of = ({ state, assignee, why, cases, answer }: Report) => ({
    state,
    assignee: assignee?.name ?? null,
    why,
    cases,
    answer,
  })
  const [was, is] = [of(before), of(after)]
  const keys = (Object.keys(is) as (keyof typeof is)[]).filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  )
  const pick = (from: typeof is) => Object.fromEntries(keys.map((key) => [key, from[key]]))
  return { before: pick(was), after: pick(is) }
}
