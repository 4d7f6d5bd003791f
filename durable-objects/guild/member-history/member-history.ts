import type { GatewayEvent } from '#schema/contract/gateway.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { MemberEvent } from '#schema/contract/timeline.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { insertMemberEvents, listMemberEventsAround, saveMemberEvents } from '#schema/queries/member-events.ts'
import { APART, attributed, deedsIn, type Deed } from './who-did.ts'

/** An audit entry that came before what it is about is remembered for so long; ms. */
const REMEMBERED = 60_000

/** Writes what happens with members into D1, one statement a batch, each with who did it where Discord's audit log tells. */
export class MemberHistory {
  #guildId: Snowflake
  #botId: () => Snowflake
  #deeds: Deed[] = []

  constructor(parts: { guildId: Snowflake; botId: () => Snowflake }) {
    this.#guildId = parts.guildId
    this.#botId = parts.botId
  }

  /** Keeps a batch's changes; the same batch again changes nothing. */
  async keep(db: () => Promise<Db>, events: readonly GatewayEvent[], changes: readonly MemberEvent[]): Promise<void> {
    const news = events.flatMap((event) => (event.type === 'audit.entry' ? deedsIn(event.entry, this.#botId()) : []))
    const now = Date.now()
    this.#deeds = [...this.#deeds.filter((deed) => now - deed.at < REMEMBERED), ...news]
    const told = changes.map((change) => attributed(change, this.#deeds))
    if (told.length > 0) await insertMemberEvents(await db(), this.#guildId, told)
    const late = news.filter((deed) => !told.some((event) => attributed(strip(event), [deed]).detail.by === deed.by))
    if (late.length > 0) await this.#addTo(await db(), late)
  }

  /** What was written before its audit entry came learns who did it. */
  async #addTo(db: Db, deeds: readonly Deed[]): Promise<void> {
    const times = deeds.map((deed) => deed.at)
    const around = { from: Math.min(...times) - APART, to: Math.max(...times) + APART }
    const userIds = [...new Set(deeds.map((deed) => deed.userId))]
    const written = await listMemberEventsAround(db, this.#guildId, userIds, around)
    const told = written.map((event) => attributed(event, deeds))
    await saveMemberEvents(
      db,
      this.#guildId,
      told.filter((event, i) => event !== written[i]),
    )
  }
}

const strip = (event: MemberEvent): MemberEvent => {
  const { by: _, ...detail } = event.detail
  return { ...event, detail }
}
