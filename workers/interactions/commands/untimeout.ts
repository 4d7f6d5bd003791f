import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, needs, reason, user } from './options.ts'

export const untimeout = {
  definition: {
    name: 'untimeout',
    description: 'End a timeout early',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [user('Who'), reason()],
  },
  draft: ({ options }) => ({ kind: 'untimeout', targetId: options.user, reason: options.reason }),
  complete: completeAction,
} satisfies ActingCommand
