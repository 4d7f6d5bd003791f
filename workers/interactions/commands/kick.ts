import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, needs, reason, user } from './options.ts'

export const kick = {
  definition: {
    name: 'kick',
    description: 'Remove someone from the server; they can return',
    ...inServers,
    default_member_permissions: needs('kickMembers'),
    options: [user('Who'), reason()],
  },
  draft: ({ options }) => ({ kind: 'kick', targetId: options.user, reason: options.reason }),
  complete: completeAction,
} satisfies ActingCommand
