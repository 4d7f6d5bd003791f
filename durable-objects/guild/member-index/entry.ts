import type { Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { nameKey } from '#schema/queries/members.ts'

/** What is noted of a member, as short as it gets: the member whole, a new count of cases, or that they left. */
export type Entry =
  | [
      id: Snowflake,
      nameKey: string,
      username: string,
      roleIds: readonly Snowflake[],
      joinedAt: number | null,
      flags: number,
      cases?: number,
    ]
  | [id: Snowflake, cases: number]
  | [id: Snowflake]

export const LEFT = 1
export const BOT = 2
export const AVATAR = 4

export const entryOf = (m: Member, cases: number | undefined): Entry => {
  const flags = (m.leftAt === null ? 0 : LEFT) | (m.bot ? BOT : 0) | (m.avatar === null ? 0 : AVATAR)
  const whole = [m.id, nameKey(m), m.username, m.roleIds, m.joinedAt, flags] as const
  return cases === undefined ? [...whole] : [...whole, cases]
}
