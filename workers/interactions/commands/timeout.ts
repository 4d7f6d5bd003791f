import { MAX_TIMEOUT } from '#schema/contract/kinds.ts'
import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { duration, durationOf, inServers, needs, reason, user } from './options.ts'

export const timeout = {
  definition: {
    name: 'timeout',
    description: 'Keep someone from writing, reacting and speaking for a while',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [user('Who'), duration('For how long, at most 28d; such as 10m, 2h or 7d', true), reason()],
  },
  draft({ options }) {
    const ms = durationOf(options.duration)
    if (typeof ms !== 'number') return ms
    return { kind: 'timeout', targetId: options.user, reason: options.reason, duration: ms }
  },
  complete: (asked, records) => completeAction(asked, records, MAX_TIMEOUT),
} satisfies ActingCommand
