import { didTo, type Action, type ActionKind } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { plainName } from './plain.ts'
import type { Run } from './run.ts'

/** Two that act on one person within this are in each other's way, ms. */
const MINUTE = 60_000
/** Writing something down is in nobody's way. */
const HARMLESS: ReadonlySet<ActionKind> = new Set(['note'])

/** Who acted on whom a moment ago, so that the second of two learns of the first. */
export class Collisions {
  #recent = new Map<Snowflake, Run[]>()

  /** `runs`: those of the last minute, as storage has them */
  constructor(runs: readonly Run[]) {
    for (const run of runs) this.note(run)
  }

  note(run: Run): void {
    const targetId = targetOf(run.action)
    if (targetId === null || run.action.actor.type !== 'user') return
    const now = Date.now()
    for (const [id, runs] of this.#recent)
      if (runs.every((one) => one.action.at <= now - MINUTE)) this.#recent.delete(id)
    this.#recent.set(targetId, [...(this.#recent.get(targetId) ?? []), run])
  }

  /** The latest that somebody else did, or is doing, to the same person; null when there is none. */
  find(action: Action): Failure | null {
    const targetId = targetOf(action)
    if (targetId === null || action.actor.type !== 'user') return null
    const now = Date.now()
    const own = action.actor.user.id
    const other = this.#recent.get(targetId)?.findLast(({ action: { actor, at }, ...run }) => {
      const counts = run.number !== null || run.outcome?.ok !== false
      return actor.type === 'user' && actor.user.id !== own && at > now - MINUTE && counts && run.status !== 'refused'
    })
    if (other?.action.actor.type !== 'user') return null
    const { deed, actor, at } = other.action
    return fail('collision', {
      who: actor.user.name,
      whoId: actor.user.id,
      kind: deed.kind,
      did: didTo(deed.kind),
      seconds: Math.max(1, Math.round((now - at) / 1000)),
      what: other.number === null ? ', and Discord has not answered yet' : `, case ${other.number}`,
      ...(other.number === null ? {} : { number: other.number }),
    })
  }
}

/** The same for an answer that cannot ask. */
export const besideWords = ({ details = {} }: Failure): string =>
  `${plainName(String(details.who))} ${details.did} them ${details.seconds} s before${details.what}`

const targetOf = ({ deed }: Action): Snowflake | null =>
  'targetId' in deed && !HARMLESS.has(deed.kind) ? deed.targetId : null
