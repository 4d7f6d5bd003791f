import type { Action, DmStatus, Outcome, Person } from '#schema/contract/action.ts'
import { untouched, type Case, type CaseStatus } from '#schema/contract/case.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'

/**
 * How far an action is; each is saved before the next begins. `accepted` → checked and `numbered` → `performed` by Discord →
 * `recorded` as a case → `finished`, announced. What is refused before it has a number goes from `accepted` to `recorded`.
 */
export type Step = 'accepted' | 'numbered' | 'performed' | 'recorded' | 'finished'

/** What a kind keeps between its own calls: ids, moments, and the like. */
export type Progress = Record<string, string | number | boolean | string[]>

/** One action on its way, as the object's storage keeps it. Times UTC ms. */
export interface Run {
  action: Action
  /** null for what Discord told us */
  signature: Case['signature']
  step: Step
  number: number | null
  /** when the case was opened */
  openedAt: number | null
  target: Person | null
  /** whether the target was in the server when it was checked */
  isMember: boolean
  channel: { id: Snowflake; name: string | null } | null
  dm: DmStatus | null
  dmMessage: { channelId: Snowflake; messageId: Snowflake } | null
  /** the DM met a passing fault: worth another try if the action itself is tried again */
  dmAgain: boolean
  /** Discord may have received the action */
  sent: boolean
  progress: Progress
  status: CaseStatus | null
  failure: Failure | null
  result: Case['result']
  endsAt: number | null
  /** how many messages were kept for it */
  evidence?: number
  confirmation: Case['confirmation']
  log: Case['log']
  /** the mod-log message and the interaction's answer are done with */
  logged: boolean
  replied: boolean
  /** someone else acted on the same person just before, in words */
  beside?: string
  attempts: number
  nextAt: number
  outcome: Outcome | null
}

/** A new run of `action`, with nothing done. */
export const newRun = (action: Action, signature: Run['signature'], now: number): Run => ({
  action,
  signature,
  step: 'accepted',
  number: null,
  openedAt: null,
  target: null,
  isMember: false,
  channel: null,
  dm: null,
  dmMessage: null,
  dmAgain: false,
  sent: false,
  progress: {},
  status: null,
  failure: null,
  result: null,
  endsAt: null,
  confirmation: null,
  log: null,
  logged: false,
  replied: false,
  attempts: 0,
  nextAt: now,
  outcome: null,
})

/** Actions of one lane run one after the other: those on one person, on one channel, and on the server as a whole. */
export function laneOf({ deed }: Action): string {
  if ('targetId' in deed) return `user:${deed.targetId}`
  return 'channelId' in deed ? `channel:${deed.channelId}` : 'guild'
}

/** The case as it is to be recorded; only for a run that has a number and was performed. */
export function caseOf(run: Run): Case {
  const { action, target, channel } = run
  if (run.number === null || run.status === null) throw new Error('no case yet')
  return {
    guildId: action.guildId,
    number: run.number,
    actionId: action.id,
    kind: action.deed.kind,
    status: run.status,
    source: action.source,
    moderator: action.actor.type === 'user' ? action.actor.user : null,
    target,
    channelId: channel?.id ?? null,
    channelName: channel?.name ?? null,
    reason: action.deed.reason,
    deed: action.source === 'discord' ? null : action.deed,
    createdAt: run.openedAt ?? action.at,
    endsAt: run.endsAt,
    endedAt: null,
    endError: null,
    about: action.about ?? (typeof run.progress.warning === 'number' ? run.progress.warning : null),
    dm: run.dm,
    log: run.log,
    failure: run.failure && { code: run.failure.code, message: run.failure.message },
    confirmation: run.confirmation,
    signature: run.signature,
    result: run.result,
    ...untouched,
    points: pointsIn(run),
    evidence: run.evidence ?? 0,
    sweepId: action.sweepId ?? null,
    report: action.report ?? null,
  }
}

/** What a warning weighs, as it was when it was checked. */
function pointsIn({ progress }: Run): Case['points'] {
  const { severity, points, until } = progress
  if (typeof severity !== 'string' || typeof points !== 'number') return null
  return { severity, points, until: typeof until === 'number' ? until : null }
}
