import { intent } from '#sandbox/world/bits.ts'
import type { WorldState } from '#sandbox/world/state.ts'
import type { Member } from '#sandbox/world/shapes.ts'
import { memberView } from '#sandbox/world/views.ts'
import type { CommandOf } from './commands.ts'
import type { Session } from './session.ts'

const CHUNK = 1000
/** The whole list of one guild may be asked for once in this time, in ms. */
const PATIENCE = 30_000

/** Answers op 8, Request Guild Members. */
export class MemberChunks {
  readonly #world: WorldState
  readonly #asked = new Map<string, number>()

  constructor(world: WorldState) {
    this.#world = world
  }

  answer(wish: CommandOf<8>, session: Session): { t: string; d: object }[] {
    const { guild_id, nonce } = wish
    const guild = this.#world.guild(guild_id)
    if (!guild || !session.covers(guild_id)) return []
    const all = wish.query === '' && wish.limit === 0
    if (all && (session.intents & intent.members) === 0) return []
    const retryAfter = all ? this.#wait(guild_id) : 0
    if (retryAfter > 0)
      return [{ t: 'RATE_LIMITED', d: { opcode: 8, retry_after: retryAfter, meta: { guild_id, nonce } } }]
    const ids = wish.user_ids === undefined ? null : [wish.user_ids].flat()
    const found = ids
      ? ids.flatMap((id) => guild.members.get(id) ?? [])
      : this.#named(guild.members, wish.query ?? '', all ? Infinity : Math.min(wish.limit || 100, 100))
    const missing = ids?.filter((id) => !guild.members.has(id)) ?? []
    const count = Math.max(1, Math.ceil(found.length / CHUNK))
    return Array.from({ length: count }, (_, index) => ({
      t: 'GUILD_MEMBERS_CHUNK',
      d: {
        guild_id,
        members: found
          .slice(index * CHUNK, (index + 1) * CHUNK)
          .map((member) => memberView(member, this.#world.mustUser(member.user_id))),
        chunk_index: index,
        chunk_count: count,
        ...(missing.length > 0 ? { not_found: missing } : {}),
        ...(nonce === undefined ? {} : { nonce }),
      },
    }))
  }

  /** Seconds until the whole list may be asked for again; 0 takes the turn. */
  #wait(guildId: string): number {
    const now = Date.now()
    const free = (this.#asked.get(guildId) ?? 0) + PATIENCE
    if (now < free) return (free - now) / 1000
    this.#asked.set(guildId, now)
    return 0
  }

  #named(members: Map<string, Member>, query: string, limit: number): Member[] {
    const start = query.toLowerCase()
    const found: Member[] = []
    for (const member of members.values()) {
      if (found.length >= limit) break
      const user = this.#world.mustUser(member.user_id)
      if ([user.username, user.global_name, member.nick].some((name) => name?.toLowerCase().startsWith(start)))
        found.push(member)
    }
    return found
  }
}
