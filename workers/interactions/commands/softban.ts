import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { deleteWindow, inServers, needs, reason, user } from './options.ts'

export const softban = {
  definition: {
    name: 'softban',
    description: 'Ban and unban at once: removes someone and their messages, and lets them return',
    ...inServers,
    default_member_permissions: needs('banMembers'),
    options: [user('Who'), reason(), { ...deleteWindow, description: 'Messages to delete; a day when left empty' }],
  },
  draft: ({ options }) => ({
    kind: 'softban',
    targetId: options.user,
    reason: options.reason,
    deleteSeconds: options.delete,
  }),
  complete: completeAction,
} satisfies ActingCommand
