import { fail, type Failure } from '#schema/contract/failure.ts'
import { memberName, type Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { guildPermissions, has } from '#schema/contract/permission.ts'
import { seatRank, type Access, type Seat, type SeatLevel } from '#schema/contract/seat.ts'
import { registryDb, type Db } from '#schema/queries/guild-db.ts'
import { getMember } from '#schema/queries/members.ts'
import { listSeats } from '#schema/queries/seats.ts'
import { tellFleet } from '#durable-objects/fleet/tell-fleet.ts'
import type { Knowledge } from './check.ts'
import { DiscordAway } from './people.ts'

/** Who may see and do what in the dashboard: Discord's owner and administrators, and who has a seat. */
export class AccessBook {
  #env: Env
  #guildId: Snowflake
  #db: () => Promise<Db>
  #know: Knowledge
  #seats: Promise<readonly Seat[]> | null = null

  constructor(parts: { env: Env; guildId: Snowflake; db: () => Promise<Db>; know: Knowledge }) {
    this.#env = parts.env
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#know = parts.know
  }

  /** Seats were changed in D1. */
  forgetSeats(): void {
    this.#seats = null
    tellFleet(this.#env, [this.#guildId])
  }

  async access(userId: Snowflake): Promise<({ ok: true } & Access) | Failure> {
    try {
      const [guild, member] = await Promise.all([this.#know.guildState(), this.#memberOf(userId)])
      if (!guild || !member) return fail('no_such_guild')
      const bits = guildPermissions(guild, { userId, roleIds: member.roleIds })
      const common = { ok: true as const, userId, name: memberName(member), permissions: String(bits) }
      if (guild.ownerId === userId) return { ...common, level: 'admin', via: 'owner' }
      if (has(bits, 'administrator')) return { ...common, level: 'admin', via: 'administrator' }
      const level = highest(await this.seats(), member)
      return level ? { ...common, level, via: 'seat' } : fail('no_seat')
    } catch (error) {
      if (error instanceof DiscordAway) return fail('discord_down')
      throw error
    }
  }

  /** While Discord is away, pages can still be looked at by who was a member when last seen; acting asks anew. */
  async #memberOf(userId: Snowflake): Promise<Member | null> {
    try {
      return await this.#know.memberOf(userId, { fresh: false })
    } catch (error) {
      if (!(error instanceof DiscordAway)) throw error
      const seen = await getMember(await this.#db(), this.#guildId, userId)
      if (!seen) throw error
      return seen.leftAt === null ? seen : null
    }
  }

  /** The seats given here. */
  async seats(): Promise<readonly Seat[]> {
    const asking = (this.#seats ??= listSeats(registryDb(this.#env), this.#guildId))
    try {
      return await asking
    } catch (error) {
      this.#seats = null
      throw error
    }
  }
}

/** The highest seat given to this person or to any of their roles. */
function highest(seats: readonly Seat[], { id, roleIds }: Member): SeatLevel | null {
  let best: SeatLevel | null = null
  for (const { subjectType, subjectId, level } of seats) {
    const theirs = subjectType === 'user' ? subjectId === id : roleIds.includes(subjectId)
    if (theirs && (!best || seatRank[level] > seatRank[best])) best = level
  }
  return best
}
