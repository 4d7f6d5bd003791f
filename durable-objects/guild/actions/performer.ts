import type { ActionKind, DeedOf } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { Channel, Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import type { WholeMessage } from '#durable-objects/discord/message-shape.ts'
import type { CaseBook } from '#durable-objects/guild/case-book.ts'
import type { DueKind } from '#durable-objects/guild/due.ts'
import type { Locks } from '#durable-objects/guild/locks.ts'
import type { RaidHold } from '#durable-objects/guild/raid/raid-hold.ts'
import type { Later, Performed } from '#durable-objects/guild/queue-deps.ts'
import type { Progress, Run } from '#durable-objects/guild/run.ts'

/** What a kind has to act with. */
export interface Hands {
  guildId: Snowflake
  discord: Discord
  locks: Locks
  raid: RaidHold
  /** the record, and the warnings of one person in it, newest first */
  book: Pick<CaseBook, 'get' | 'amend'>
  warningsOf(userId: Snowflake): Promise<Case[]>
  settings(): Promise<Settings>
  now(): number
  /** the run as it stands; kinds read it and change nothing but `progress`, by `keep` */
  run: Run
  /** saves what must survive a crash, before the call that needs it */
  keep(progress: Progress): void
  /** keeps these messages of a channel as evidence, before they are deleted */
  keepMessages(messages: readonly WholeMessage[], channel: { id: Snowflake; name: string | null }): Promise<void>
  /** a member as Discord has them now; null: not in the server */
  memberOf(userId: Snowflake): Promise<Member | null>
}

/** What the common check found, fresh: the member when there is one, the channel for kinds on a channel. */
export interface Found {
  member: Member | null
  channel: Channel | null
  /** what the bot may do: in that channel, or in the server */
  botPermissions: bigint
}

/** One kind of action. Its permission, label and inverse stand in contract/action.ts, its words in wording.ts. */
export interface ActionPerformer<K extends ActionKind> {
  /** sending it twice does no more than sending it once */
  repeatable: boolean
  /** Discord does it, so the bot's permission and rank count; otherwise it is only written down */
  onDiscord: boolean
  /** who is not in the server can not be the target */
  membersOnly: boolean
  /** the person is told by DM, before it happens */
  notice: boolean
  /** running ones of these, of the same person or server, end with it */
  ends: readonly DueKind[]
  /** what must hold beyond the common check */
  check?(hands: Hands, deed: DeedOf<K>, found: Found): Promise<Failure | Later | null>
  /** `audit` is the audit-log reason; `again`: an earlier try may have arrived */
  perform(hands: Hands, deed: DeedOf<K>, how: { audit: string; again: boolean }): Promise<Performed>
  /** what became of one that may have arrived; for kinds that are not repeatable */
  reconcile?(hands: Hands, deed: DeedOf<K>): Promise<'done' | 'not_done' | 'unknown' | Later>
  /** when (UTC ms) what it began is to end */
  endsAt?(hands: Hands, deed: DeedOf<K>): number
}

/** A call's answer as the queue takes it. */
export function asPerformed(answer: Awaited<ReturnType<Discord['call']>>): Performed {
  return answer.ok ? { ok: true } : asRefusal(answer)
}

/** What the queue makes of a call that failed: try later, or a refusal. */
export function asRefusal(answer: {
  retry: boolean
  failure: Failure
  sent: 'no' | 'maybe'
  retryMs?: number
}): Later | Failure {
  const { retry, failure, sent, retryMs } = answer
  return retry ? { ok: false, retry: true, sent, retryMs } : failure
}
