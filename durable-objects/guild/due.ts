import type { Action, Deed, Outcome } from '#schema/contract/action.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { backoff } from './backoff.ts'
import type { Patch } from './casework/patch.ts'
import type { Chore } from './clock.ts'

export type DueKind = 'tempban' | 'timeout' | 'contain'
type Due = {
  number: number
  kind: DueKind
  target_id: Snowflake
  ends_at: number
  attempts: number
  error: string | null
  /** the id of the action that ends it; nobody else can know or take it */
  action_id: string
}

/** From this failed try on, the case shows why it has not ended. */
const SHOWN_FROM = 3
/** How soon to look again at an end that is under way. */
const LOOK_AGAIN = 60_000
/** How often to try while the bot is not in the server at all. */
const WHILE_AWAY = 3_600_000
/** Refusals that mean there is nothing left to end. */
const ENDED = new Set<string>(['not_banned', 'unknown_user', 'not_contained'])

/**
 * What temporary bans, timeouts and raid mode began, until it has ended. Discord ends timeouts itself; the others are ended by
 * an action of our own.
 */
export class Dues implements Chore {
  #sql: SqlStorage
  #guildId: Snowflake
  #amend: (number: number, patch: Patch) => void
  #act: (action: Action) => Promise<Outcome>

  constructor(parts: {
    sql: SqlStorage
    guildId: Snowflake
    amend: (number: number, patch: Patch) => void
    act: (action: Action) => Promise<Outcome>
  }) {
    this.#sql = parts.sql
    this.#guildId = parts.guildId
    this.#amend = parts.amend
    this.#act = parts.act
  }

  begin(due: { number: number; kind: DueKind; targetId: Snowflake; endsAt: number }): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO dues (number, kind, target_id, ends_at, next_at, action_id) VALUES (?1, ?2, ?3, ?4, ?4, ?5)`,
      due.number,
      due.kind,
      due.targetId,
      due.endsAt,
      crypto.randomUUID(),
    )
  }

  /** Something ended all running ones of this kind and person. */
  end(kind: DueKind, targetId: Snowflake, at: number): void {
    const running = [...this.#sql.exec<Due>(`SELECT * FROM dues WHERE target_id = ? AND kind = ?`, targetId, kind)]
    for (const due of running) this.#close(due.number, at)
  }

  isRunning(number: number): boolean {
    return this.#find(number) !== undefined
  }

  /** Discord refused to end it; gives whether it is to be tried again. `tries` counts what failed so far. */
  refused(number: number, failure: Failure, tries: number): boolean {
    const due = this.#find(number)
    if (!due) return false
    if (ENDED.has(failure.code)) {
      this.#close(number, Date.now())
      return false
    }
    if (tries >= SHOWN_FROM && due.error !== failure.message) {
      this.#sql.exec(`UPDATE dues SET error = ? WHERE number = ?`, failure.message, number)
      this.#amend(number, { endError: failure.message })
    }
    return true
  }

  nextAt(): number | null {
    return this.#sql.exec<{ at: number | null }>(`SELECT min(next_at) AS at FROM dues`).one().at
  }

  async run(now: number): Promise<void> {
    const due = [...this.#sql.exec<Due>(`SELECT * FROM dues WHERE next_at <= ? ORDER BY next_at LIMIT 20`, now)]
    await Promise.all(
      due.map((one) => (one.kind === 'timeout' ? this.#close(one.number, one.ends_at) : this.#lift(one))),
    )
  }

  async #lift(due: Due): Promise<void> {
    const { number, attempts, action_id: id } = due
    const now = Date.now()
    this.#later(number, now + LOOK_AGAIN)
    const outcome = await this.#act({
      id,
      guildId: this.#guildId,
      deed: endOf(due),
      actor: { type: 'system' },
      source: 'schedule',
      at: now,
      about: number,
    })
    if (outcome.ok) {
      if (outcome.state !== 'pending') this.#close(number, Date.now())
      return
    }
    const failed = attempts + 1
    if (!this.refused(number, outcome, failed)) return
    const next = crypto.randomUUID()
    this.#sql.exec(`UPDATE dues SET attempts = ?, action_id = ? WHERE number = ?`, failed, next, number)
    this.#later(number, Date.now() + (outcome.code === 'bot_not_in_guild' ? WHILE_AWAY : backoff(failed)))
  }

  #later(number: number, at: number): void {
    this.#sql.exec(`UPDATE dues SET next_at = ? WHERE number = ?`, Math.round(at), number)
  }

  #find(number: number): Due | undefined {
    return [...this.#sql.exec<Due>(`SELECT * FROM dues WHERE number = ?`, number)][0]
  }

  #close(number: number, at: number): void {
    if (!this.#find(number)) return
    this.#sql.exec(`DELETE FROM dues WHERE number = ?`, number)
    this.#amend(number, { endedAt: at, endError: null })
  }
}

const endOf = ({ kind, number, target_id: targetId }: Due): Deed =>
  kind === 'contain'
    ? { kind: 'release', reason: `The time of case ${number} is over.` }
    : { kind: 'unban', targetId, reason: `The temporary ban of case ${number} is over.` }
