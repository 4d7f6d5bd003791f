import type { Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import {
  reportStates,
  type Filing,
  type Report,
  type ReportChange,
  type ReportedMessage,
  type Reporter,
} from '#schema/contract/report.ts'

/** Reporters that are kept by name; more are only counted. */
const MOST_REPORTERS = 25

const reporterOf = ({ reporter, topic, text, id }: Filing, now: number): Reporter => ({
  person: reporter,
  topic,
  text,
  at: now,
  filingId: id,
  told: null,
})

/** A new report, as filed. */
export const opened = (
  filing: Filing,
  about: { guildId: Snowflake; number: number; target: Person; message: ReportedMessage | null },
  now: number,
): Report => ({
  ...about,
  state: 'open',
  turn: 1,
  reporters: [reporterOf(filing, now)],
  count: 1,
  assignee: null,
  createdAt: now,
  changedAt: now,
  endedAt: null,
  endedBy: null,
  why: '',
  cases: [],
  answer: null,
  post: null,
})

/** One more reports the same. */
export const joined = (report: Report, filing: Filing, now: number): Report => ({
  ...report,
  count: report.count + 1,
  changedAt: now,
  reporters:
    report.reporters.length < MOST_REPORTERS ? [...report.reporters, reporterOf(filing, now)] : report.reporters,
})

/** Closed, by an action or with a reason not to act; its reporters are told `answer`. */
const ended = (
  report: Report,
  how: { state: 'resolved' | 'dismissed'; by: Person | null; why: string; answer: string | null },
  now: number,
): Report => ({
  ...report,
  state: how.state,
  turn: report.turn + 1,
  changedAt: now,
  endedAt: now,
  endedBy: how.by,
  why: how.why,
  answer: how.answer || null,
  reporters: report.reporters.map((one) => ({ ...one, told: null })),
})

/** The report with an action's case; what took effect resolves it. */
export function withCase(
  report: Report,
  done: { number: number; by: Person | null; tookEffect: boolean; answer: string | null },
  now: number,
): Report {
  const cases = report.cases.includes(done.number) ? report.cases : [...report.cases, done.number]
  const next = { ...report, cases, changedAt: now }
  if (!done.tookEffect || report.endedAt !== null) return next
  return ended(next, { state: 'resolved', by: done.by, why: '', answer: done.answer }, now)
}

/** The report with a moderator's decision, or why it cannot be taken. `to` is whom it is assigned to. */
export function changed(
  report: Report,
  change: ReportChange,
  { by, to, now }: { by: Person; to: Person; now: number },
): Report | Failure {
  if (change.turn !== report.turn)
    return fail('report_changed', {
      state: report.assignee && report.state === 'taken' ? `taken by ${report.assignee.name}` : wordOf(report),
    })
  if (change.do === 'reopen' && report.endedAt === null) return fail('report_open')
  if (change.do !== 'reopen' && report.endedAt !== null) return fail('report_not_open')
  const next = { ...report, turn: report.turn + 1, changedAt: now }
  switch (change.do) {
    case 'take':
      return { ...next, state: 'taken', assignee: to }
    case 'release':
      return { ...next, state: 'open', assignee: null }
    case 'dismiss':
      return ended(report, { state: 'dismissed', by, why: change.why, answer: change.answer }, now)
    case 'reopen':
      return { ...next, state: 'open', assignee: null, endedAt: null, endedBy: null, why: '', answer: null }
  }
}

const wordOf = ({ state }: Report): string => reportStates[state].toLowerCase()
