import type { ActionKind, Source } from './action.ts'
import type { PermissionName } from './permission.ts'

// Apart from the schemas, so that a page that only says the words loads no zod.

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** Discord's own bound on timeouts. */
export const MAX_TIMEOUT = 28 * DAY
/** A temporary ban may last this long; beyond it, ban for good. */
export const MAX_TEMPORARY_BAN = 5 * 365 * DAY
/** Discord refuses, and does nothing, when the audit-log reason is longer. */
export const MAX_REASON = 512
/** Discord pauses invites and DMs for at most a day. */
export const MIN_CONTAIN = 5 * MINUTE
export const MAX_CONTAIN = DAY
/** Discord's levels of verification, from what anyone may do to what needs a phone number. */
export const verificationLabels = ['None', 'Low', 'Medium', 'High', 'Highest'] as const
/** Seconds of messages a ban may delete. */
export const MAX_DELETE_SECONDS = 7 * 24 * 3600

/** What the field calls each kind, and the Discord permission it asks of the moderator and of the bot. */
export const actionKinds = {
  ban: { label: 'Ban', past: 'banned', permission: 'banMembers', on: 'user', inverse: 'unban' },
  tempban: { label: 'Temporary ban', past: 'banned', permission: 'banMembers', on: 'user', inverse: 'unban' },
  softban: { label: 'Softban', past: 'softbanned', permission: 'banMembers', on: 'user', inverse: null },
  unban: { label: 'Unban', past: 'unbanned', permission: 'banMembers', on: 'user', inverse: 'ban' },
  kick: { label: 'Kick', past: 'kicked', permission: 'kickMembers', on: 'user', inverse: null },
  timeout: { label: 'Timeout', past: 'timed out', permission: 'moderateMembers', on: 'user', inverse: 'untimeout' },
  untimeout: {
    label: 'Remove timeout',
    past: 'released from timeout',
    permission: 'moderateMembers',
    on: 'user',
    inverse: null,
  },
  warn: { label: 'Warn', past: 'warned', permission: 'moderateMembers', on: 'user', inverse: 'unwarn' },
  unwarn: {
    label: 'Revoke warning',
    past: 'freed of a warning',
    permission: 'moderateMembers',
    on: 'user',
    inverse: null,
  },
  note: { label: 'Note', past: 'noted', permission: 'moderateMembers', on: 'user', inverse: null },
  purge: { label: 'Purge', past: 'purged', permission: 'manageMessages', on: 'channel', inverse: null },
  slowmode: { label: 'Slowmode', past: 'slowed down', permission: 'manageChannels', on: 'channel', inverse: null },
  lock: { label: 'Lock', past: 'locked', permission: 'manageRoles', on: 'channel', inverse: 'unlock' },
  unlock: { label: 'Unlock', past: 'unlocked', permission: 'manageRoles', on: 'channel', inverse: 'lock' },
  contain: {
    label: 'Raid mode',
    past: 'turned on raid mode',
    permission: 'manageGuild',
    on: 'guild',
    inverse: 'release',
  },
  release: { label: 'End raid mode', past: 'ended raid mode', permission: 'manageGuild', on: 'guild', inverse: null },
} as const satisfies Record<
  ActionKind,
  {
    label: string
    past: string
    permission: PermissionName
    on: 'user' | 'channel' | 'guild'
    inverse: ActionKind | null
  }
>

/** What somebody did, as it stands before whom they did it to. */
export const didTo = (kind: ActionKind): string => {
  if (kind === 'untimeout') return 'took the timeout from'
  if (kind === 'unwarn') return 'took a warning from'
  return kind === 'note' ? 'wrote a note on' : actionKinds[kind].past
}
export const sourceLabel: Record<Source, string> = {
  dashboard: 'Dashboard',
  slash: 'Slash command',
  context_menu: 'Context menu',
  discord: 'By hand in Discord',
  schedule: 'Schedule',
  sweep: 'Sweep',
  report: 'Report',
  escalation: 'Escalation',
  import: 'Import',
}
