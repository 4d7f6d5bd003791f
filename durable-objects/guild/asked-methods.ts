import type { MessageRef } from '#schema/contract/action.ts'
import type { Fate } from '#schema/contract/fate.ts'
import type { MemberFilter, MemberQuery } from '#schema/contract/guild.ts'
import type { Fates } from './evidence/fates.ts'
import type { MembersSide } from './members-side.ts'
import { SweepMethods } from './sweeps/sweep-methods.ts'

/** What may be asked of a guild's object about its members, and about messages that were kept. */
export abstract class AskedMethods extends SweepMethods {
  protected abstract readonly members: MembersSide
  protected abstract readonly fates: Fates

  /** A page of members who match any combination of filters, in any order; null: the server is too large to be indexed. */
  async findMembers(query: MemberQuery): Promise<{ ids: string[]; next: string | null; total: number } | null> {
    return this.members.index.find(query)
  }
  /** Makes the index of members anew from the record, at the next question. */
  async rebuildMembers(): Promise<void> {
    this.members.index.rebuild()
  }
  /** How many match each of these; null as above. */
  async countMembers(filters: MemberFilter[]): Promise<number[] | null> {
    return this.members.index.count(filters)
  }
  /** Whether these messages are still in Discord. */
  async fatesOf(refs: MessageRef[]): Promise<Fate[]> {
    return this.fates.of(refs)
  }
}
