import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { listTargetsOfCases } from '#schema/queries/cases.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { countCasesOf } from '#schema/queries/members.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'

/** The number of the last case that was counted. */
const COUNTED = 'members.cases'
/** Cases that come together are counted together; ms. */
const SOON = 1000
const A_PAGE = 2000

/** How many cases there are about each member: counted in the record itself, after each that opens, so it cannot drift. */
export class CaseCounts implements Chore {
  #kv: SyncKvStorage
  #guildId: Snowflake
  #db: () => Promise<Db>
  #counted: (counts: ReadonlyMap<Snowflake, number>) => void
  #wake: () => void
  #nextAt: number | null
  /** who a case was recorded about that is older than the last one counted */
  #late = new Set<Snowflake>()

  constructor(parts: {
    kv: SyncKvStorage
    guildId: Snowflake
    db: () => Promise<Db>
    /** the last case number given out */
    lastNumber: number
    counted: (counts: ReadonlyMap<Snowflake, number>) => void
    wake: () => void
  }) {
    this.#kv = parts.kv
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#counted = parts.counted
    this.#wake = parts.wake
    this.#nextAt = parts.lastNumber > this.#last() ? Date.now() : null
  }

  /** Something was opened; counted soon. */
  hear(event: LiveEvent): void {
    if (event.type === 'case.opened') {
      const { number, target } = event.data
      if (!target) return
      if (number <= this.#last()) this.#late.add(target.id)
    } else if (event.type !== 'cases.opened') return
    if (this.#nextAt !== null) return
    this.#nextAt = Date.now() + SOON
    this.#wake()
  }

  nextAt(): number | null {
    return this.#nextAt
  }

  async run(): Promise<void> {
    const late = [...this.#late]
    const db = await this.#db()
    const { targets, last, isWhole } = await listTargetsOfCases(db, this.#guildId, {
      after: this.#last(),
      limit: A_PAGE,
    })
    const counts = await countCasesOf(db, this.#guildId, [...new Set([...targets, ...late])])
    for (const id of late) this.#late.delete(id)
    if (last !== null) this.#kv.put(COUNTED, last)
    this.#nextAt = !isWhole || this.#late.size > 0 ? Date.now() + SOON : null
    if (counts.size > 0) this.#counted(counts)
  }

  #last(): number {
    return this.#kv.get<number>(COUNTED) ?? 0
  }
}
