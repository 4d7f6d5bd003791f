import type { Action, Deed, Outcome, Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { MAX_REASON } from '#schema/contract/kinds.ts'
import type { Settings } from '#schema/contract/settings.ts'
import { ladderWords, reachedWords, stepReached, weighedOf, type Weighed } from '#schema/contract/standing.ts'
import type { LadderDeed } from '#schema/contract/warnings.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Patch } from '#durable-objects/guild/casework/patch.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import { cut } from '#durable-objects/guild/plain.ts'
import type { Run } from '#durable-objects/guild/run.ts'
import { caseOf } from '#durable-objects/guild/run.ts'

/** A warning whose consequence is still to be found or taken. */
interface Warned {
  actionId: string
  targetId: Snowflake
  moderator: Person
  reason: string
  weighed: Weighed
}
/** What it leads to, settled once: later changes of the ladder, or a second try, change nothing of it. */
interface Settled {
  id: string
  deed: LadderDeed
  /** what was reached, such as `6 points` */
  reached: string
}
type Row = { number: number; warned: string; settled: string | null; attempts: number }

/** What a warning led to, in words for who asked, and as its case keeps it. */
export interface Followed {
  words: string
  result: NonNullable<Case['result']>
}

/** If the object dies in the middle, the alarm takes it up after this; and how soon to look again at what is under way. */
const GUARD = 15_000
const LOOK_AGAIN = 60_000

/** The ladder that warnings climb: a warning that newly reaches a step is followed by that step's action, once. */
export class Ladder implements Chore {
  #parts: LadderParts
  #climbing = new Map<number, Promise<Followed | null>>()

  constructor(parts: LadderParts) {
    this.#parts = parts
  }

  /** Notes a warning; in one breath with the save that says it took effect. */
  begin(run: Run): void {
    const { deed, actor, id: actionId } = run.action
    if (deed.kind !== 'warn' || run.status !== 'done' || run.number === null || actor.type !== 'user') return
    const { targetId, reason } = deed
    const warned: Warned = { actionId, targetId, moderator: actor.user, reason, weighed: weighedOf(caseOf(run)) }
    this.#parts.sql.exec(
      `INSERT OR IGNORE INTO ladder (number, warned, next_at) VALUES (?, ?, ?)`,
      run.number,
      JSON.stringify(warned),
      Date.now() + GUARD,
    )
  }

  /** Finds what a warning leads to, and has it done. Null: nothing, or all of it was settled before. */
  climb(number: number): Promise<Followed | null> {
    const climbing = this.#climbing.get(number) ?? this.#climb(number)
    this.#climbing.set(number, climbing)
    return climbing.finally(() => this.#climbing.delete(number))
  }

  nextAt(): number | null {
    return this.#parts.sql.exec<{ at: number | null }>(`SELECT min(next_at) AS at FROM ladder`).one().at
  }

  async run(now: number): Promise<void> {
    const due = this.#parts.sql.exec<{ number: number }>(`SELECT number FROM ladder WHERE next_at <= ? LIMIT 20`, now)
    await Promise.all([...due].map(({ number }) => this.climb(number)))
  }

  async #climb(number: number): Promise<Followed | null> {
    const { sql, amend } = this.#parts
    const [row] = sql.exec<Row>(`SELECT number, warned, settled, attempts FROM ladder WHERE number = ?`, number)
    if (!row) return null
    const warned = JSON.parse(row.warned) as Warned
    try {
      const settled = row.settled ? (JSON.parse(row.settled) as Settled) : await this.#settle(number, warned)
      if (!settled) return this.#forget(number)
      const outcome = await this.#act(number, warned, settled)
      const what = ladderWords(settled.deed)
      if (outcome.ok && outcome.state === 'pending') {
        this.#later(number, Date.now() + LOOK_AGAIN)
        return { words: `${settled.reached}: ${what} follows`, result: { reached: settled.reached, leadsTo: what } }
      }
      const followed = followedOf(settled, outcome)
      amend(number, { result: followed.result })
      this.#forget(number)
      return followed
    } catch (error) {
      console.warn('warning not followed up yet', number, String(error))
      sql.exec(`UPDATE ladder SET attempts = attempts + 1 WHERE number = ?`, number)
      this.#later(number, Date.now() + backoff(row.attempts + 1))
      return null
    }
  }

  /** Reckoned as of the moment of the warning, so that it comes to the same whenever it is done. */
  async #settle(number: number, warned: Warned): Promise<Settled | null> {
    const { sql, settings, warningsOf } = this.#parts
    const { warnings } = await settings()
    if (warnings.ladder.length === 0) return null
    const before = new Map((await warningsOf(warned.targetId)).map((c) => [c.number, weighedOf(c)]))
    // those that are not in the record yet
    for (const row of sql.exec<Row>(`SELECT number, warned, settled, attempts FROM ladder`)) {
      const other = JSON.parse(row.warned) as Warned
      if (other.targetId === warned.targetId && !before.has(row.number)) before.set(row.number, other.weighed)
    }
    const earlier = [...before.values()].filter((one) => one.number < number)
    const latest = before.get(number) ?? warned.weighed
    const now = latest.at
    const reached = stepReached(warnings, { before: earlier, latest, now })
    if (!reached) return null
    const id = await stepId(warned.actionId, reached.index)
    const of = { all: [...earlier, latest], settings: warnings, now }
    const settled: Settled = { id, deed: reached.step.deed, reached: reachedWords(reached.step, of) }
    sql.exec(`UPDATE ladder SET settled = ? WHERE number = ?`, JSON.stringify(settled), number)
    return settled
  }

  #act(number: number, warned: Warned, { id, deed, reached }: Settled): Promise<Outcome> {
    const reason = cut(`${reached} with case ${number}: ${warned.reason}`, MAX_REASON)
    return this.#parts.act({
      id,
      guildId: this.#parts.guildId,
      deed: { ...deed, targetId: warned.targetId, reason } as Deed,
      actor: { type: 'user', user: warned.moderator },
      source: 'escalation',
      at: Date.now(),
      about: number,
    })
  }

  #later(number: number, at: number): void {
    this.#parts.sql.exec(`UPDATE ladder SET next_at = ? WHERE number = ?`, Math.round(at), number)
    this.#parts.wake()
  }

  #forget(number: number): null {
    this.#parts.sql.exec(`DELETE FROM ladder WHERE number = ?`, number)
    return null
  }
}

interface LadderParts {
  sql: SqlStorage
  guildId: Snowflake
  settings: () => Promise<Settings>
  warningsOf: (userId: Snowflake) => Promise<Case[]>
  amend: (number: number, patch: Patch) => void
  act: (action: Action) => Promise<Outcome>
  wake: () => void
}

function followedOf({ deed, reached }: Settled, outcome: Outcome): Followed {
  const what = ladderWords(deed)
  if (!outcome.ok) {
    const refused = outcome.message
    return { words: `${reached}: ${what} was refused. ${refused}`, result: { reached, leadsTo: what, refused } }
  }
  const number = outcome.number ?? 0
  const words = `${reached}: ${what}, case ${number}${outcome.state === 'unknown' ? ', not known whether it happened' : ''}`
  return { words, result: { reached, leadsTo: what, followedBy: number } }
}

/** The same warning and step make the same id, so that however often it is tried it is one action. */
async function stepId(actionId: string, index: number): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${actionId}:${index}`))
  const hex = Array.from(new Uint8Array(digest).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `escalation-${hex}`
}
