import { fail } from '#schema/contract/failure.ts'
import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { inServers, needs, OptionType, reason, user } from './options.ts'

export const unban = {
  definition: {
    name: 'unban',
    description: 'Lift a ban',
    ...inServers,
    default_member_permissions: needs('banMembers'),
    options: [
      user('Who', false),
      { type: OptionType.string, name: 'id', description: 'Their id, when the name is not found', max_length: 20 },
      reason(),
    ],
  },
  draft({ options }) {
    const targetId = options.user ?? String(options.id ?? '').trim()
    if (targetId === '') return fail('bad_request', { issue: 'name a user or give an id' })
    return { kind: 'unban', targetId, reason: options.reason }
  },
  complete: completeAction,
} satisfies ActingCommand
