import type { Person } from '#schema/contract/action.ts'
import type { AuditEvent } from '#schema/contract/audit.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { MemberFilter } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Access } from '#schema/contract/seat.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import type { CaseBook } from '#durable-objects/guild/case-book.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'
import type { Run } from '#durable-objects/guild/run.ts'
import type { BanList } from './ban-list.ts'

/** The action path as far as a sweep uses it: each of its targets is an Action there. */
export interface Acting {
  seedNumbers(): Promise<void>
  /** takes so many case numbers in a row; gives the first */
  takeNumbers(count: number): number
  /** hands an action over to the queue; nothing happens when it has it already */
  accept(run: Run): void
  /** ends what waits for another try, as refused for this reason */
  giveUp(sweepId: string, failure: Failure): void
  /** a temporary ban or timeout of these people is over, as something else took its place */
  endTempbans(userIds: readonly Snowflake[]): void
  /** changes these cases by one statement, in turn with what else changes them; at most 500 */
  changeCases: CaseBook['changeMany']
}

/** What the action path tells sweeps of the runs that are theirs. */
export interface SweepSide {
  /** people as the gateway told last, asked of Discord only when that may be old */
  know: Knowledge
  /** a run was saved; synchronous, in the same breath */
  saw(run: Run): void
  /** writes its case together with others; throws when that failed */
  record(c: Case): Promise<void>
  /** how long (ms) to wait before another try when Discord's refusal is one of its limits; null when it is not */
  waitFor(run: Run, refusal: Failure): number | null
}

/** What sweeps need of the rest of the guild's object. */
export interface SweepSurroundings {
  ctx: DurableObjectState
  env: Env
  guildId: Snowflake
  /** calls made with it come after interactive ones */
  discord: Discord
  db: () => Promise<Db>
  know: Knowledge
  bans: BanList
  acting: Acting
  access(userId: Snowflake): Promise<({ ok: true } & Access) | Failure>
  listWhole(): boolean
  /** ids of who matches now, newest joined first */
  selectMembers(filter: MemberFilter, most: number): Promise<Snowflake[]>
  /** numbers of the cases that a sweep made, newest first */
  casesOf(sweepId: string, most: number): Promise<number[]>
  publish(event: LiveEvent, how?: { passing: boolean }): void
  indexCases(list: readonly Case[]): void
  audit(event: AuditEvent): void
  wake(): void
}

/** What the audit log is told of a sweep. */
export const sweepEvent = (
  what: string,
  {
    id,
    actor,
    requestId = null,
    after = null,
  }: { id: string; actor: Person | null; requestId?: string | null; after?: AuditEvent['after'] },
): AuditEvent => ({
  category: 'sweep',
  type: `sweep.${what}`,
  at: Date.now(),
  actor,
  surface: actor ? 'dashboard' : 'system',
  target: { type: 'sweep', id, name: null },
  before: null,
  after,
  requestId,
})
