import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, needs, reason, user } from './options.ts'

export const warn = {
  definition: {
    name: 'warn',
    description: 'Warn someone; they are told, and it stays on record',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [user('Who'), reason(true)],
  },
  draft: ({ options }) => ({ kind: 'warn', targetId: options.user, reason: options.reason }),
  complete: completeAction,
} satisfies ActingCommand
