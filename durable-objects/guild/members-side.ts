import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import type { Chore } from './clock.ts'
import type { Facts } from './facts.ts'
import { MemberHistory } from './member-history/member-history.ts'
import { MessageTally } from './member-history/message-tally.ts'
import { CaseCounts } from './member-index/case-counts.ts'
import { MemberIndex } from './member-index/member-index.ts'
import { MembersSync } from './members-sync.ts'
import type { People } from './people.ts'
import { Runs } from './runs.ts'
import type { Turns } from './turns.ts'

/** Everything a guild's object keeps of its members: the list, how to find them, what happened with each. */
export class MembersSide {
  readonly index: MemberIndex
  readonly history: MemberHistory
  readonly tally: MessageTally
  readonly sync: MembersSync
  readonly chores: readonly Chore[]
  #counts: CaseCounts

  constructor(parts: {
    storage: DurableObjectStorage
    guildId: Snowflake
    discord: Discord
    db: () => Promise<Db>
    turns: Turns
    facts: Facts
    people: People
    publish: (event: LiveEvent) => void
    wake: () => void
  }) {
    const { guildId, discord, db, turns, facts, people, publish, wake } = parts
    const { sql, kv } = parts.storage
    const memberCount = (): number => facts.state()?.memberCount ?? 0
    const index = (this.index = new MemberIndex({ sql, kv, guildId, db, turns, memberCount }))
    this.history = new MemberHistory({ guildId, botId: () => people.botId() })
    this.tally = new MessageTally({ sql, guildId, db })
    this.sync = new MembersSync({ kv, guildId, discord, db, turns, index, publish, wake })
    this.#counts = new CaseCounts({
      kv,
      guildId,
      db,
      wake,
      lastNumber: new Runs(sql).lastNumber() ?? 0,
      counted: (counts) => {
        index.noteCases(counts)
        publish({ type: 'members.counted', data: { cases: Object.fromEntries(counts) } })
      },
    })
    this.chores = [this.sync, this.#counts, this.tally]
  }

  /** A case that opens changes how many there are about its member. */
  hear(event: LiveEvent): void {
    this.#counts.hear(event)
  }
}
