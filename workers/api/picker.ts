import { has } from '#schema/contract/permission.ts'
import type { SeatLevel } from '#schema/contract/seat.ts'
import type { PickerGuild } from '#schema/contract/session.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { listGuilds } from '#schema/queries/guilds.ts'
import { listGuildsWithRoleSeats, listSeatsOfUser } from '#schema/queries/seats.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import type { OwnGuild } from '#workers/auth/discord-user.ts'

/**
 * The servers someone may enter, and those they could invite the bot to. Owners, administrators and people with a seat of
 * their own are told by Discord's list and the registry; only where roles have seats is the guild's object asked.
 */
export async function listPickerGuilds(env: Env, userId: string, own: readonly OwnGuild[]): Promise<PickerGuild[]> {
  const db = registryDb(env)
  const installed = new Map(
    (
      await listGuilds(
        db,
        own.map((guild) => guild.id),
      )
    ).map((row) => [row.id, row]),
  )
  const seatless = own.filter((guild) => installed.has(guild.id) && !isAdmin(guild)).map((guild) => guild.id)
  const [seats, withRoleSeats] = await Promise.all([
    listSeatsOfUser(db, userId, seatless),
    listGuildsWithRoleSeats(db, seatless),
  ])
  const levels = new Map<string, SeatLevel>(seats.map((seat) => [seat.guildId, seat.level]))
  await Promise.all(
    withRoleSeats
      .filter((id) => levels.get(id) !== 'admin')
      .map(async (id) => {
        const access = await callGuild(env, id, (guild) => guild.access(userId)).catch(() => null)
        if (access?.ok) levels.set(id, access.level)
      }),
  )
  const shown: PickerGuild[] = []
  for (const guild of own) {
    const row = installed.get(guild.id)
    const access = isAdmin(guild) ? 'admin' : (levels.get(guild.id) ?? null)
    if (row && access) shown.push({ id: row.id, name: row.name, icon: row.icon, memberCount: row.memberCount, access })
    else if (!row && canInvite(guild))
      shown.push({ id: guild.id, name: guild.name, icon: guild.icon, memberCount: null, access: null })
  }
  return shown.sort((a, b) => Number(a.access === null) - Number(b.access === null) || a.name.localeCompare(b.name))
}

const isAdmin = (guild: OwnGuild): boolean => guild.owner || has(BigInt(guild.permissions), 'administrator')
const canInvite = (guild: OwnGuild): boolean => guild.owner || has(BigInt(guild.permissions), 'manageGuild')
