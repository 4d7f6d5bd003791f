import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { deleteWindow, duration, durationOf, inServers, needs, reason, user } from './options.ts'

export const ban = {
  definition: {
    name: 'ban',
    description: 'Ban someone, also when they are not in the server',
    ...inServers,
    default_member_permissions: needs('banMembers'),
    options: [
      user('Who; an id works for people who are not here'),
      reason(),
      deleteWindow,
      duration('For how long, such as 7d; leave empty to ban for good', false),
    ],
  },
  draft({ options }) {
    const draft = { targetId: options.user, reason: options.reason, deleteSeconds: options.delete }
    if (options.duration === undefined) return { kind: 'ban', ...draft }
    const ms = durationOf(options.duration)
    return typeof ms === 'number' ? { kind: 'tempban', ...draft, duration: ms } : ms
  },
  complete: completeAction,
} satisfies ActingCommand
