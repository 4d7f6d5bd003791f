import {
  actionKinds,
  type Action,
  type ActionKind,
  type Deed,
  type DeedOn,
  type Person,
} from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { PermissionName } from '#schema/contract/permission.ts'
import type { ItemState, Sweep, SweepDeed, Verdict } from '#schema/contract/sweep.ts'
import { newRun, type Run } from '#durable-objects/guild/run.ts'

/** Items whose numbers are taken, on their way through one bulk ban. Times UTC ms. */
export interface Hand {
  first: number
  last: number
  openedAt: number
  /** Discord may have received it */
  sent: boolean
}

/** A sweep as the object keeps it: what everybody is shown, and what only the work on it needs. */
export interface SweepRecord {
  seq: number
  shown: Sweep
  /** of the order it runs by */
  signature: Case['signature']
  requestId: string | null
  /** when, and for whom, the verdicts were found */
  judged: { at: number; askerId: Snowflake }
  hand: Hand | null
  /** counts up with each retry of what failed, so that those are new actions */
  round: number
  /** how often in a row it had to wait */
  attempts: number
  /** its one message in the mod log, and whether that shows the end */
  log: { channelId: Snowflake; messageId: Snowflake } | null
  logged: boolean
  logAttempts: number
  logNextAt: number
}

/** A target as stored. `kind` is what is done to it: the deed's own, or the inverse of the case it is about. */
export interface Item {
  position: number
  targetId: Snowflake
  person: Person | null
  verdict: Verdict
  acts: boolean
  kind: ActionKind | null
  joinedAt: number | null
  about: number | null
  state: ItemState
  number: number | null
  failure: { code: string; message: string } | null
}

/** States in which nothing more happens by itself. */
export const isOver = ({ shown }: SweepRecord): boolean => shown.state === 'done' || shown.state === 'stopped'
/** Numbers that are not on record yet, or a mod-log message that does not show the end. */
export const hasMore = ({ hand, logged }: SweepRecord): boolean => hand !== null || !logged
export const isGoing = ({ shown }: SweepRecord): boolean => shown.state === 'running' || shown.state === 'parked'

/** What is done to an item, whole. */
export function deedOf(deed: SweepDeed, { kind, targetId }: Pick<Item, 'kind' | 'targetId'>): Deed {
  if (deed.kind !== 'reverse') return { ...(deed satisfies DeedOn), targetId } as Deed
  const { reason } = deed
  if (kind === 'ban') return { kind, targetId, reason, deleteSeconds: 0 }
  if (kind === 'unban' || kind === 'untimeout' || kind === 'unwarn') return { kind, targetId, reason }
  throw new Error(`${kind} takes nothing back`)
}

/** The permissions on Discord that it takes; what only takes back is asked for by all that could be needed. */
export function permissionsFor(deed: SweepDeed, kinds: ReadonlySet<ActionKind>): Set<PermissionName> {
  const all = deed.kind === 'reverse' ? [...kinds] : [deed.kind]
  return new Set(all.map((kind) => actionKinds[kind].permission))
}

/** The Action an item is, as any other: signed by the order its sweep runs by. */
export function runOf(record: SweepRecord, item: Item, now: number): Run {
  const { shown, signature, requestId } = record
  const { responsible } = shown
  if (!responsible) throw new Error('nobody answers for this sweep')
  const action: Action = {
    id: actionIdOf(record, item),
    guildId: shown.guildId,
    deed: deedOf(shown.deed, item),
    actor: { type: 'user', user: responsible },
    source: 'sweep',
    at: now,
    sweepId: shown.id,
    ...(requestId === null ? {} : { requestId }),
    ...(item.about === null ? {} : { about: item.about }),
  }
  const run = newRun(action, signature, now)
  run.target = item.person ?? { id: item.targetId, name: item.targetId }
  run.replied = true
  run.logged = true
  if (!shown.dm) run.dm = { status: 'skipped', why: 'switched_off' }
  return run
}

export const actionIdOf = ({ shown, round }: SweepRecord, { position }: Pick<Item, 'position'>): string =>
  `sweep-${shown.id}-${round}-${position}`

/** The position an action's id names. */
export const positionIn = (actionId: string): number => Number(actionId.slice(actionId.lastIndexOf('-') + 1))

export const wrongState = ({ shown }: SweepRecord): Failure =>
  fail('sweep_state', { state: shown.state.replace('_', ' ') })
