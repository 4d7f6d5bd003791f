import type { Outcome } from '#schema/contract/action.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Run } from './run.ts'

/** Not now: the same may succeed later. `sent` maybe: Discord may have done it all the same. */
export interface Later {
  ok: false
  retry: true
  retryMs?: number
  sent: 'no' | 'maybe'
}
export type Checked = ({ ok: true } & Pick<Run, 'target' | 'isMember' | 'channel'>) | Later | Failure
export type Performed = { ok: true; result?: Run['result'] } | Later | Failure

/** What the queue needs done; everything that touches Discord, D1 or storage is behind these verbs. */
export interface Deps {
  now(): number
  /** keeps the run, at once */
  save(run: Run): void
  /** asks everything anew: permissions, ranks, membership */
  check(run: Run): Promise<Checked>
  /** makes sure `nextNumber` can count */
  seedNumbers(): Promise<void>
  nextNumber(): number
  /** tells the person; fills `dm` and never stands in the way */
  notify(run: Run): Promise<void>
  /** takes that message back */
  withdraw(run: Run): Promise<void>
  perform(run: Run, again: boolean): Promise<Performed>
  /** whether sending this kind twice does no more than sending it once */
  repeatable(run: Run): boolean
  /** finds out what became of one that may have been sent */
  reconcile(run: Run): Promise<'done' | 'not_done' | 'unknown' | Later>
  /** notes what the action began and ended; in one breath with the save that follows */
  tookEffect(run: Run): void
  /** tells the audit log how it ended; in one breath with the save that follows */
  audit(run: Run): void
  /** what the asker reads once it is performed */
  outcome(run: Run): Outcome
  /** writes the case; throws when it could not */
  record(run: Run): Promise<void>
  /** mod log and deferred reply; false when something is left to try again */
  announce(run: Run): Promise<boolean>
  /** a scheduled end that Discord refused; gives whether it is still wanted */
  overdue(run: Run, failure: Failure): boolean
  publish(event: LiveEvent): void
  /** something waits for a later moment */
  wake(): void
}
