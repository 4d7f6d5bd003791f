import { env } from 'cloudflare:workers'
import { registryDb } from '#schema/queries/guild-db.ts'
import { saveGuild } from '#schema/queries/guilds.ts'
import { saveSeat } from '#schema/queries/seats.ts'
import type { SeatLevel } from '#schema/contract/seat.ts'
import { people, servers } from '#sandbox/world/cast.ts'

/** The bot is in Harbour Lights, as the registry knows once the relay has reported. */
export async function installHarbour(): Promise<string> {
  const seen = { id: servers.harbour, name: 'Harbour Lights', icon: null, ownerId: people.mara, memberCount: 5000 }
  await saveGuild(registryDb(env), seen, { shard: 0, now: Date.now() })
  return servers.harbour
}

/** A seat as the owner gave it before. */
export async function seat(guildId: string, userId: string, level: SeatLevel): Promise<void> {
  await saveSeat(registryDb(env), guildId, {
    subjectType: 'user',
    subjectId: userId,
    level,
    givenBy: people.mara,
    givenAt: Date.now(),
  })
  await env.GUILD.getByName(guildId).seatsChanged()
}

/** A visitor's answer in short: its status and, when refused, its code. */
export async function verdict(response: Response): Promise<string> {
  const body = await response.json<{ ok?: boolean; code?: string }>().catch(() => null)
  return body?.ok === false ? `${response.status} ${body.code}` : String(response.status)
}
