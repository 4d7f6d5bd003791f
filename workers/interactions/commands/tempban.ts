import { MAX_TEMPORARY_BAN } from '#schema/contract/kinds.ts'
import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { deleteWindow, duration, durationOf, inServers, needs, reason, user } from './options.ts'

export const tempban = {
  definition: {
    name: 'tempban',
    description: 'Ban someone for a while; the ban ends by itself',
    ...inServers,
    default_member_permissions: needs('banMembers'),
    options: [
      user('Who; an id works for people who are not here'),
      duration('For how long, such as 12h or 7d', true),
      reason(),
      deleteWindow,
    ],
  },
  draft({ options }) {
    const ms = durationOf(options.duration)
    if (typeof ms !== 'number') return ms
    const { user: targetId, delete: deleteSeconds } = options
    return { kind: 'tempban', targetId, reason: options.reason, deleteSeconds, duration: ms }
  },
  complete: (asked, records) => completeAction(asked, records, MAX_TEMPORARY_BAN),
} satisfies ActingCommand
