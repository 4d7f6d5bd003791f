import { actionKinds, type ActionKind } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { has, permissionLabel } from '#schema/contract/permission.ts'
import { seatRank, type SeatLevel } from '#schema/contract/seat.ts'

/** Who asks: Discord's permission bits, and the seat when they come through the dashboard. */
export interface Standing {
  permissions: bigint
  level?: SeatLevel | undefined
}

/** Why this person may not ask for this kind, or null when they may. Rank and the bot are the guild object's to judge. */
export function refuseDeed(kind: ActionKind, { permissions, level }: Standing): Failure | null {
  if (level && seatRank[level] < seatRank.moderator) return fail('seat_too_low', { seat: level, needed: 'moderator' })
  const { permission } = actionKinds[kind]
  return has(permissions, permission) ? null : fail('missing_permission', { permission: permissionLabel[permission] })
}
