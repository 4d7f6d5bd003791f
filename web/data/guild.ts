import { createContext, useContext, type Accessor } from 'solid-js'
import type { ActionKind } from '#schema/contract/action.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { Channel, Role } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { type Access, type SeatLevel, seatRank } from '#schema/contract/seat.ts'

/** The server a page is about, kept true by the live stream. */
export interface GuildHere {
  id: Snowflake
  name: Accessor<string>
  icon: Accessor<string | null>
  ownerId: Accessor<Snowflake>
  roles: Accessor<readonly Role[]>
  channels: Accessor<readonly Channel[]>
  /** who the signed-in person is here */
  access: Accessor<Access>
  /** per kind of action: null, or why they may not ask for it */
  deeds: Accessor<Record<ActionKind, Failure | null>>
}

export const GuildContext = createContext<GuildHere>()

export function useGuild() {
  const guild = useContext(GuildContext)
  if (!guild) throw new Error('useGuild outside a guild page')
  return {
    ...guild,
    role: (id: Snowflake) => guild.roles().find((role) => role.id === id),
    channel: (id: Snowflake) => guild.channels().find((channel) => channel.id === id),
    /** whether the signed-in person's seat is at least this */
    seated: (level: SeatLevel) => seatRank[guild.access().level] >= seatRank[level],
    /** a path inside this server's dashboard: `link('/cases/12')` */
    link: (path = '') => `/dashboard/${guild.id}${path}`,
  }
}
