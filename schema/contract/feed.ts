import type { LiveEventType } from './live.ts'

/** What the Overview lists as having happened, one line each; without zod, for the first route's sake. */
export const feedTypes: readonly LiveEventType[] = [
  'case.opened',
  'cases.opened',
  'action.refused',
  'member.joined',
  'member.updated',
  'member.left',
  'ban.added',
  'ban.removed',
  'voice.moved',
  'role.saved',
  'role.deleted',
  'channel.saved',
  'channel.deleted',
  'guild.updated',
]
