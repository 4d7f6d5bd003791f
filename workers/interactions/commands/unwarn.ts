import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, needs, reason, user } from './options.ts'

export const unwarn = {
  definition: {
    name: 'unwarn',
    description: 'Revoke the latest warning of someone; it stays on record and counts no more',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [user('Whose'), reason()],
  },
  draft: ({ options }) => ({ kind: 'unwarn', targetId: options.user, reason: options.reason }),
  complete: completeAction,
} satisfies ActingCommand
