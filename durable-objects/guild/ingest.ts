import type { GatewayEvent } from '#schema/contract/gateway.ts'
import type { Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { listMembersById, saveMembers } from '#schema/queries/members.ts'
import { Echoes } from './echoes.ts'
import { keepBatch, type Kept } from './keep-batch.ts'
import { foldMembers, isMemberEvent, userIdOf, type FoldedMembers } from './member-events.ts'
import type { People } from './people.ts'
import type { Registry } from './registry.ts'
import type { Written } from './ring.ts'
import type { Sockets } from './sockets.ts'
import type { Turns } from './turns.ts'

export interface Batch {
  epoch: number
  batch: number
  events: GatewayEvent[]
}

export interface IngestParts extends Kept {
  storage: DurableObjectStorage
  guildId: Snowflake
  db: () => Promise<Db>
  turns: Turns
  sockets: Sockets
  people: People
  registry: Registry
  settings: () => Promise<Settings>
  wake: () => void
  /** what these people, or all, may see could be different now */
  review: (userIds: ReadonlySet<Snowflake> | 'all') => void
}

/** The member list is read anew when the count shows that some were missed, but not more often than this; ms. */
const SYNC_AGAIN = 3_600_000

/**
 * Takes the relay's batches, each once. First what D1 keeps of it, in ways that bear repetition; then everything the object
 * keeps, in one transaction with the batch's name; then the sockets. A throw leaves the batch to be sent again.
 */
export class Ingest {
  #parts: IngestParts
  #echoes = new Echoes()
  /** what D1 said before a batch, kept in case that the batch changes it and must still be sent again */
  #seen: { name: string; before: Map<Snowflake, Member> } | null = null

  constructor(parts: IngestParts) {
    this.#parts = parts
  }

  take(batch: Batch): Promise<void> {
    return this.#parts.turns.take(() => this.#take(batch))
  }

  async #take(batch: Batch): Promise<void> {
    const { ring, facts, sockets, people, audit, members, settings, wake } = this.#parts
    if (ring.knows(batch)) return
    const { events } = batch
    const memberEvents = events.filter(isMemberEvent)
    const userIds = new Set(memberEvents.map(userIdOf))
    const echoes = new Echoes(this.#echoes)
    const folded = foldMembers(events, await this.#membersBefore(batch, userIds), echoes)
    const counted = facts.state()?.memberCount
    members.sync.touch(userIds)
    const cases = await this.#carryToD1(events, folded)
    // asked once a life, and only when it counts
    const raidRule = events.some(({ type }) => type === 'member.joined') ? (await settings()).raid : null
    const written = this.#keep(batch, { folded, echoes, cases, raidRule })
    this.#echoes = echoes
    this.#seen = null
    for (const event of folded.news.keys())
      people.note(userIdOf(event), event.type === 'member.left' ? null : event.member)
    sockets.send(written)
    void audit.work()
    // a wave that rose, or something that was changed by hand, waits for the clock
    wake()
    this.#startSync(events, counted)
    const shared = events.some((event) => event.type.startsWith('guild.') || event.type.startsWith('role.'))
    if (shared || userIds.size > 0) this.#parts.review(shared ? 'all' : userIds)
  }

  async #membersBefore({ epoch, batch }: Batch, ids: ReadonlySet<Snowflake>): Promise<Map<Snowflake, Member>> {
    const name = `${epoch}.${batch}`
    if (this.#seen?.name === name) return this.#seen.before
    const { db, guildId } = this.#parts
    const stored = ids.size > 0 ? await listMembersById(await db(), guildId, [...ids]) : []
    const before = new Map(stored.map((member) => [member.id, member]))
    this.#seen = { name, before }
    return before
  }

  /** Gives how many cases are about those who were written. */
  async #carryToD1(
    events: readonly GatewayEvent[],
    { rows, difference, changes }: FoldedMembers,
  ): Promise<ReadonlyMap<Snowflake, number>> {
    const { registry, facts, db, guildId, members } = this.#parts
    const known = facts.state()
    let seen = known && { ...known, memberCount: Math.max(0, known.memberCount + difference) }
    for (const event of events)
      if (event.type === 'guild.state') seen = { ...event.guild, memberCount: event.guild.memberCount + difference }
      else if (event.type === 'guild.updated' && seen)
        seen = { ...seen, name: event.name, icon: event.icon, ownerId: event.ownerId }
      else if (event.type === 'guild.removed') {
        seen = null
        await registry.remove(event.at)
      }
    if (seen) await registry.save(seen)
    await members.history.keep(db, events, changes)
    return rows.size > 0 ? saveMembers(await db(), guildId, [...rows.values()]) : new Map<Snowflake, number>()
  }

  #keep(batch: Batch, heard: Omit<Parameters<typeof keepBatch>[1], 'watched'>): Written[] {
    const { storage, sockets, facts, raid, ring, members } = this.#parts
    const { watched } = sockets
    try {
      return storage.transactionSync(() => keepBatch(batch, { ...heard, watched }, this.#parts))
    } catch (error) {
      facts.reload()
      raid.watch.reload()
      ring.reload()
      members.index.reload()
      throw error
    }
  }

  #startSync(events: readonly GatewayEvent[], counted: number | undefined): void {
    const { sync } = this.#parts.members
    const state = events.find((event) => event.type === 'guild.state')
    if (!state) return
    const now = Date.now()
    const missed = state.guild.memberCount !== counted && now - (sync.startedAt ?? 0) > SYNC_AGAIN
    if (sync.startedAt === null || missed) sync.begin(now)
  }
}
